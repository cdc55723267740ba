Feature: Every kind of document reaches the same Document
  Whatever EDGAR takes and a bank brings is read into canonical text with spans: forms in HTML, plain
  text and XML, full submissions with exhibits, transcripts of calls, and PDF.

  @documents.kinds.form-named
  Scenario Outline: The form is named from the first page's words
    Given a document that begins with "<words>"
    When it is read
    Then its form is "<form>"

    Examples:
      | words                                                                    | form     |
      | FORM 20-F Annual report                                                  | 20-F     |
      | Form 6-K Report of foreign private issuer                                | 6-K      |
      | Amendment No. 2 to FORM S-1 Registration statement                       | S-1/A    |
      | Post-Effective Amendment No. 1 to FORM S-3 Registration statement        | POS AM   |
      | SCHEDULE 13D Under the Securities Exchange Act of 1934 (Amendment No. 3) | SC 13D/A |
      | SCHEDULE TO Tender offer statement (Name of Filing Person (Offeror))     | SC TO-T  |
      | SCHEDULE 14A Proxy statement [X] Definitive Proxy Statement              | DEF 14A  |
      | Filed pursuant to Rule 424(b)(5) PROSPECTUS SUPPLEMENT                   | 424B5    |
      | Issuer Free Writing Prospectus filed pursuant to Rule 433                | FWP      |
      | Exhibit 99.1                                                             | EX-99.1  |

  @documents.kinds.submission-whole
  Scenario: A full submission is its main document and its exhibits
    Given a submission with a report, a press release, a picture and a spreadsheet
    When it is read
    Then its text holds the report and then the press release
    And the exhibit "EX-99.1" spans the press release
    And a finding "documents.attachments-left-out" counts the picture and the spreadsheet

  @documents.kinds.ownership-labelled
  Scenario: A Form 4 is told in labelled lines and tables
    Given a Form 4 of an invented company
    When it is read
    Then its form is "4" and its company is the issuer
    And its text says who reports, and a table holds the sale with its price
    And every value of the XML stands in the text

  @documents.kinds.holdings-scale
  Scenario Outline: The values of a 13F are in thousands before 2023-01-03 and in dollars since
    Given a 13F filed on "<day>" with a holding of "1,500"
    When it is read
    Then the value column is to be multiplied by "<factor>" USD

    Examples:
      | day        | factor |
      | 2022-11-14 | 1000   |
      | 2023-01-02 | 1000   |
      | 2023-01-03 | 1      |

  @documents.kinds.holdings-scale-unknown
  Scenario: A 13F table without a date does not guess its scale
    Given a 13F table by itself
    When it is read
    Then no factor is stated and a finding "documents.scale-unknown" says so

  @documents.kinds.transcript-turns
  Scenario: An earnings call is who says what
    Given the transcript of an invented call
    When it is read
    Then its speakers, roles and parts are told apart
    And each turn spans its words

  @documents.kinds.pdf-boxes
  Scenario: A word of a PDF has its place on the page
    Given a PDF with an income statement
    When it is read
    Then "Revenue" stands in a box on page 1
    And a table in millions holds the revenue of both years

  @documents.kinds.pdf-scan
  Scenario: A PDF without text is a document with pages and a finding
    Given a PDF of pictures alone
    When it is read
    Then it has 2 pages, no words and a finding "documents.scan-without-text"

  @documents.kinds.business-documents
  Scenario: A press release that names no form is read and says so
    Given a press release of an invented company
    When it is read
    Then it names no form and a finding "documents.form-unknown" says so

  @documents.kinds.web-pages-refused
  Scenario Outline: What a server sends instead of a document is refused by name
    Given a web page that says "<words>"
    When it is read
    Then it is refused because "<reason>"

    Examples:
      | words                                                    | reason     |
      | Your Request Originates from an Undeclared Automated Tool | error page |
      | Sign in to continue. User name. Password.                | log in     |
      | Please enable JavaScript and cookies to continue         | log in     |
