Feature: A buyer list says who could buy, why, with what means, and whom nobody may call
  A name without reasons is a directory entry; a name on the restricted list is a breach.

  @targeting.buyers.by-business
  Scenario: Companies whose reports say the same of their business come first, with the words that say so
    Given annual reports of a maker of valves, of another, of a bakery and of a carrier
    When the buyers of the maker of valves are listed
    Then the other maker is "direct" by words such as "actuator", and the bakery and the carrier have no tie to it
    And each passage that is cited stands in its report at its place

  @targeting.buyers.capacity
  Scenario: What a company could pay is its leverage limit over joint EBITDA less its net debt
    When the buyers of "SJM" are listed as of 2024-08-30
    Then "KHC" could pay in cash and new debt the limit times joint EBITDA less net debt, by figures that `why` explains

  @targeting.buyers.not-assessed
  Scenario: A driver that lacks its data is named as not assessed and takes nothing off the score
    When the buyers of "Fernhollow" are listed as of 2024-08-30
    Then "HON" has its means not assessed, and its score rests on the drivers that are told

  @targeting.buyers.test-beside
  Scenario: No score stands without the words that it is not shown to work
    When the buyers of "SJM" are listed as of 2024-08-30
    Then each name says "not shown to work"
    And the page says "not shown to work"

  @targeting.buyers.sponsors
  Scenario: Sponsors come from the bank's table, with what they own and what a buyout lets them pay
    Given imported sponsors, one that owns a maker of fasteners, one from abroad and one for software
    And rates for the financing of a buyout
    When the buyers of "Fernhollow" are listed as of 2024-08-30
    Then "Oakhollow Partners" is an "add-on" by "Example Fasteners", with its cheque beside its dry powder
    And "Harbour Capital" is marked for CFIUS, and the sponsor for software is counted and not listed

  @targeting.buyers.excluded
  Scenario: Who is restricted or said no is excluded with the reason, and an entry that has ended bars nobody
    Given a restricted list with "GE" since 2024-08-01 and "BA" until 2023-12-31
    When the buyers of "Fernhollow" are listed as of 2024-08-30
    Then "GE" is excluded by "restricted since 2024-08-01" without tier or score
    And "BA" stands in a tier

  @targeting.buyers.walls
  Scenario: A restricted list behind a wall is seen by those inside it alone
    Given a restricted list with "GE" since 2024-08-01 behind the wall "project-elm"
    When the buyers of "Fernhollow" are listed as of 2024-08-30 by somebody outside and by somebody inside
    Then outside nothing tells of the restriction, and inside "GE" is excluded

  @targeting.buyers.unknown
  Scenario: A company that is not known is refused by name
    When the buyers of "Nosuchcompany" are listed
    Then it is refused with "Nosuchcompany"
