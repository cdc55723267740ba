Feature: The calendar
  Days ahead for a list of companies, each with its formula and the words that prove it. Nothing is guessed.

  @monitor.calendar.offering
  Scenario: A lock-up and an option end so many days after the day they run from
    Given the prospectus of an offering of 6 March 2025 whose option runs from its date
    When I ask for the calendar since 2025-03-10
    Then the over-allotment option ends on 2025-04-05 by "prospectus date + 30 days = 2025-03-06 + 30 days"
    And the lock-up ends on 2025-09-02 by "prospectus date + 180 days = 2025-03-06 + 180 days"
    And the shares can be sold from the exchange day 2025-09-03
    And each proof's quote stands at its span of its document

  @monitor.calendar.not-dated
  Scenario: Days that run from nothing that is stated are not dated, with the reason
    Given the prospectus of an offering that does not say from when its option runs
    When I ask for the calendar since 2025-03-10
    Then the option is not dated because "does not say from when the days run"

  @monitor.calendar.pricing
  Scenario: A registration without a day of pricing is listed as not dated
    Given a registration of an offering with a range of prices
    When I ask for the calendar since 2025-03-10
    Then the pricing is not dated because "no document states when it prices"

  @monitor.calendar.shelf
  Scenario: A shelf ends three years after it took effect, and what is left of it is a formula
    Given a shelf of 250 million, the notice that it took effect on 2 April 2024 and two takedowns
    When I ask for the calendar since 2025-03-10
    Then the shelf ends on 2027-04-02 with 180,000,000 left after 2 takedowns

  @monitor.calendar.shelf-unproven
  Scenario: A shelf without its notice of effectiveness is not dated
    Given a shelf of 250 million
    When I ask for the calendar since 2025-03-10
    Then the shelf is not dated because "no notice of effectiveness"

  @monitor.calendar.shelf-resale
  Scenario: A resale shelf has no three years, an automatic one is effective upon filing
    Given a registration of holders' shares and an automatic shelf of 28 March 2025
    When I ask for the calendar since 2025-03-10
    Then the shelf is not dated because "resales by holders"
    And the automatic shelf ends on 2028-03-28

  @monitor.calendar.maturities
  Scenario: Maturities stand with the figure that is owed and the day on which banks pay
    Given the sample's records
    When I ask for the maturities of ZZALD
    Then the loan of 15 July 2029, a Sunday, is paid on 2029-07-16
    And each maturity names the id of the figure that is owed

  @monitor.calendar.blackout
  Scenario: A blackout is an assumption, with its owner where somebody adopts it
    Given the sample's records
    When I ask for the blackouts of ZZALD as D. Reed adopts 21 days before
    Then the first begins on 2024-10-06 and is assumed by D. Reed
    And `why` of the assumption names D. Reed

  @monitor.calendar.file
  Scenario: Calendar programs read the file, and each day keeps its identity
    Given the prospectus of an offering of 6 March 2025 whose option runs from its date
    When I write the calendar since 2025-03-10 twice
    Then each file parses, in lines of at most 75 octets, to the days of the answer
    And each day has the same UID in both

  @monitor.calendar.walls
  Scenario: A day behind a wall is not for outsiders, and not in a file
    Given the prospectus of an offering of 6 March 2025 behind the wall "oak"
    When I write the calendar inside the wall and ask outside
    Then inside it has 2 days, in the file none, and 2 are said to be left out
    And outside it is empty

  @monitor.calendar.refusals
  Scenario Outline: What cannot be asked is refused with what to do
    Given the sample's records
    When I ask for the calendar with <asked>
    Then it is refused with "<words>"

    Examples:
      | asked          | words                       |
      | kind birthdays | the kinds are pricing       |
      | out days.txt   | name the calendar's file    |
      | list Nonesuch  | import watchlist            |
      | company Qzzzq  | Qzzzq                       |
      | until 2020     | comes after the last        |
