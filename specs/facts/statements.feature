Feature: Standardised statements in which every line says where it comes from

  @facts.statements.tag-is-named
  Scenario: A tagged line names its tag and a derived line its rule
    Given a company that tags operating income and depreciation but no EBITDA
    Then the operating income is explained by its tag
    And the EBITDA is explained by the rule operating_income + depreciation_and_amortisation

  @facts.statements.absent-is-not-zero
  Scenario: A line that nobody reported is missing
    Given a company that tags operating income and depreciation but no EBITDA
    Then asking for its goodwill is refused
    And no figure stands for its goodwill

  @facts.statements.fourth-quarter
  Scenario: The fourth quarter is the year less its first nine months
    Given a company that reports three quarters and a year
    Then its fourth quarter's revenue is a formula of the year and the nine months

  @facts.statements.twelve-months
  Scenario: Twelve months are the year plus this year to date less last year's
    Given a company that reports a year and the first half of the next
    Then its twelve months' revenue is a formula of those three numbers
    And its twelve months' balance is that at the end of the half

  @facts.statements.restated-and-as-filed
  Scenario: As filed and restated are both kept
    Given a company whose shares were split after its first report
    Then its latest earnings per share are those after the split
    And its first reported ones are those before

  @facts.statements.does-not-add-up
  Scenario: Numbers that do not add up are told of
    Given a company whose assets differ from its liabilities and equity
    Then a finding tells of the difference

  @facts.statements.mixed-restatement
  Scenario: Twelve months of two restatements are told of
    Given a company that restated last year's half but not last year
    Then a finding tells that its twelve months mix the two

  @facts.labels.derived
  Scenario Outline: A fiscal year has the company's own name
    Given a company that calls its year to <end> fiscal year <year>
    Then the year to <end> is labelled FY<year>

    Examples:
      | end        | year |
      | 2024-01-28 | 2023 |
      | 2024-01-31 | 2024 |
