Feature: An index that is right or says that it is not
  The index of passages is made from the records and can be made again. What is damaged, unfinished
  or no longer in the records is never shown as if it were whole.

  @search.index.damaged
  Scenario Outline: A damaged index is found so, and made again by the next run
    Given an index of two reports of which a search is noted
    When <damage>
    Then using it ends with IndexDamaged
    And the next run makes it again, says so, and the search gives what was noted

    Examples:
      | damage                             |
      | its list of documents is broken    |
      | its vectors are cut short          |
      | its words are gone                 |
      | a file of its words is overwritten |

  @search.index.walls-unreadable
  Scenario: An index whose list of walls is broken is not silently empty
    Given an index of two reports of which a search is noted
    When its list of walls is broken
    Then nobody sees it until the next run, which mends it

  @search.index.file-damaged
  Scenario: A report whose kept file is damaged is named, and indexed once it is whole again
    Given an index of two reports of which a search is noted
    When another report is kept and its file is damaged
    Then the next run names the damaged file, and the one after it is mended indexes it

  @search.index.unfinished-line
  Scenario: The unfinished line of a stopped run is no document
    Given an index of two reports of which a search is noted
    When a line is begun in its list of documents and not finished
    Then the search gives what was noted
    And another report can be added and both lists agree

  @search.index.disk-full
  Scenario: On a full disk nothing is added and what was there is found
    Given an index of two reports of which a search is noted
    When another report is added while the disk takes no more
    Then that ends with IndexUnwritable
    And the search gives what was noted
    And when there is room the report is added

  @search.index.gone
  Scenario: What leaves the records, or goes behind a wall, leaves the index
    Given an index of two reports of which a search is noted
    When the second report is kept behind the wall "quartz" instead
    Then outside only the first is found
    And inside both are found

  @search.index.counted
  Scenario: What was to be indexed is indexed or has no words, by key
    Given an index of two reports of which a search is noted
    When a report whose file is not kept is to be indexed with one that is
    Then 1 is indexed and 1 is without words
    And the account of the two holds

  @search.index.private
  Scenario: The folder tells others nothing of the walls
    Given an index of two reports of which a search is noted
    When a report is kept behind the wall "project-quartz"
    Then no name of a file holds "quartz" and only its owner may enter the folder
