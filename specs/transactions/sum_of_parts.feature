Feature: What a company is worth segment by segment

  @transactions.sum-of-parts.by-hand
  Scenario: The parts can be added on paper
    Given a company of operating income 150 with segments of 120 and 60 and a corporate cost
    When its parts are valued at the peers' multiples
    Then each segment is its income at the peers' EV / EBIT, and the corporate cost is what the segments leave
    And the parts together are the company at the same multiple, and equity is what net debt leaves
    And a part at the lower quartile is worth no more than at the upper

  @transactions.sum-of-parts.premium
  Scenario: A premium and a discount move value as they say
    Given a company of operating income 150 with segments of 120 and 60 and a corporate cost
    When one segment takes a premium of 50% and the company a discount of 10%
    Then that segment is worth half more, the others are unchanged, and the discount takes a tenth of all

  @transactions.sum-of-parts.loss
  Scenario: A segment at a loss is valued by its revenue
    Given a company with a segment that loses 40 on revenue of 200
    When its parts are valued at the peers' multiples
    Then that segment is worth its revenue at the peers' EV / Revenue
    And without its revenue the loss is capitalised

  @transactions.sum-of-parts.refused
  Scenario: What cannot be valued is refused by name
    Given a company whose report tells no total beside its segments
    Then its sum of the parts is refused and says that the total is not told
