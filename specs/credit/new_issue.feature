Feature: What a new bond would cost, from quoted bonds and recent issues

  @credit.new-issue.fit-recovers
  Scenario: A curve of Nelson and Siegel's is found again from bonds that lie on it
    Given bonds of 2 to 30 years on a curve with a long end of 180, a slope of -90 and a hump of 40 basis points
    When the curve is fitted
    Then its constants are those, and no bond is off it

  @credit.new-issue.basis
  Scenario: Yield, spread and concession are on one basis
    Given quotes of 4, 6 and 11 years at 90, 110 and 150 basis points, and concessions of 5, 10 and 15
    When a new issue is priced
    Then each yield is the Treasury, the fair value and the concession, and the re-offer spread is the yield less the benchmark
    And the 5Y fair value lies on the line at 100 basis points

  @credit.new-issue.all-in
  Scenario: The all-in cost is the yield on what the issuer gets
    Given quotes of 4, 6 and 11 years at 90, 110 and 150 basis points, and concessions of 5, 10 and 15
    When a new issue is priced
    Then coupons and principal are worth the net proceeds at the all-in cost
    And the centre of the grid is the all-in cost of the lead tenor

  @credit.new-issue.concession
  Scenario: The concession of a recent issue is computed
    Given quotes of 4, 6 and 11 years at 90, 110 and 150 basis points, and concessions of 5, 10 and 15
    When a new issue is priced
    Then the concessions run from 5 over 10 in the middle to 15, of 3 issues with their dates

  @credit.new-issue.requires-quotes
  Scenario: Nobody supplied a quoted bond
    Given quotes of nobody, and concessions of 5, 10 and 15
    When a new issue is asked for
    Then a curve of quoted bonds is said to be required

  @credit.new-issue.requires-concessions
  Scenario: Nobody supplied what recent issues paid
    Given quotes of 4, 6 and 11 years at 90, 110 and 150 basis points, and no recent issue
    When a new issue is asked for
    Then the concession of recent issues is said to be required

  @credit.new-issue.peers
  Scenario: Without own bonds the peers' curve is taken, by notch and sector
    Given peers' quotes two notches better than the issuer, with 12 basis points a notch and a sector offset of 5
    When a new issue is priced
    Then the fair values are those of the peers and 29 basis points

  @credit.new-issue.beyond
  Scenario: A tenor that no quoted bond reaches has no fair value
    Given quotes of 4, 6 and 11 years at 90, 110 and 150 basis points, and concessions of 5, 10 and 15
    When a new issue is priced
    Then 30Y is left out and what it needs is said
