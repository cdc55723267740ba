Feature: Forward multiples from estimates that somebody brought, or none
  NTM and calendar-year columns are made of imported estimates by visible formulas; where there are
  none the page says that estimates are required, and nothing is extrapolated.

  @pitch.forward.required
  Scenario: Without estimates the page says that they are required
    Given a home with the sample
    When Home Depot is compared with LOW, WMT and NKE
    Then there are no forward columns, and the note begins with "Estimates required"

  @pitch.forward.calendarised
  Scenario: Fiscal years are put on the calendar by months, and on the year ahead by days
    Given a home with the sample
    And imported estimates of HD, LOW and WMT as of 2024-08-28
    When Home Depot is compared with LOW, WMT and NKE
    Then the figures expected of HD are
      | basis | line    | millions  | made of                                                       |
      | CY1   | revenue | 154805.75 | 1/12 of the year to January 2024 as reported, 11/12 of FY2024 |
      | CY2   | ebitda  | 25191.00  | 1/12 of FY2024, 11/12 of FY2025                               |
      | NTM   | ebitda  | 24856.57  | 156 days of FY2024, 209 of FY2025                             |

  @pitch.forward.partial
  Scenario: A company without estimates is named, shown as NA and not counted
    Given a home with the sample
    And imported estimates of HD, LOW and WMT as of 2024-08-28
    When Home Depot is compared with LOW, WMT and NKE
    Then the note is "Estimates required for NKE: no forward multiple of theirs is shown or counted."
    And NKE's "ev_ebitda_ntm" is NA, and the peers' maximum is that of LOW or WMT

  @pitch.forward.known-later
  Scenario: Estimates of a later day are not used
    Given a home with the sample
    And imported estimates of HD, LOW and WMT as of 2024-09-15
    When Home Depot is compared with LOW, WMT and NKE
    Then there are no forward columns, and the note begins with "Estimates required"

  @pitch.forward.walks
  Scenario: A forward multiple walks back to the cells of the file
    Given a home with the sample
    And imported estimates of HD, LOW and WMT as of 2024-08-28
    When Home Depot is compared with LOW, WMT and NKE
    Then the lineage of HD's "ev_ebitda_ntm" holds a cell of the file for each year used

  @pitch.forward.released
  Scenario: A book with forward pages passes the gate and recalculates
    Given a home with the sample
    And imported estimates of HD, LOW and WMT as of 2024-08-28
    When the book of Home Depot beside LOW, WMT and NKE is written
    Then another program computes every formula of its forward sheet as the model does
