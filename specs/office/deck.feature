Feature: A deck is native slides in which every number is known to stand somewhere

  @office.deck.every-figure-stands
  Scenario: The writer says where each figure stands
    Given the sample deck of twelve slides
    When it is written on the default template
    Then every figure is found at the place that the writer names

  @office.deck.nothing-overflows
  Scenario: A written deck has no fault of layout
    Given the sample deck of twelve slides
    When it is written on the default template
    Then the geometry check finds nothing

  @office.deck.any-template
  Scenario Outline: A template needs no marking up
    Given the sample deck of twelve slides
    When it is written on the template <template>
    Then the geometry check finds nothing
    And the deck keeps the size of the template

    Examples:
      | template                         |
      | coreoz_ppt_templates_demo.pptx   |
      | docling_powerpoint_sample.pptx   |
      | docling_pptx_chart.pptx          |

  @office.deck.fits-or-says-so
  Scenario: What does not fit is refused and named
    Given a deck with a table of sixty rows in half a page
    When it is written on the default template
    Then the writer says that Table 1 on slide 1 does not fit
    And no file is left behind

  @office.deck.missing-is-a-gap
  Scenario: A missing value is neither zero nor forgotten in a chart
    Given a deck with a chart whose second value is not meaningful
    When it is written on the default template
    Then the chart has a gap at its second point
    And a note below the chart names the missing value

  @office.deck.same-bytes
  Scenario: The same deck makes the same file
    Given the sample deck of twelve slides
    When it is written on the default template
    Then writing it again makes the same bytes

  @office.deck.no-bombs
  Scenario: A template that unpacks without end is not opened
    Given the sample deck of twelve slides
    When it is written on a template that is a zip bomb
    Then the template is refused by name
