Feature: Long work outlives whoever began it
  What takes longer than a request is a job: asked for once, told of as it goes, stopped when its owner
  wants, and taken up again where a process was killed under it.

  @jobs.crash.worker-killed
  Scenario: A worker that is killed again and again loses no job and does none twice
    Given 12 jobs that each write a file
    When their worker is killed with -9 at 10 random moments
    And a worker is left alone
    Then each job is done
    And each file was published once

  @jobs.crash.server-killed
  Scenario: A server that is killed while it submits has kept each job that it told of
    When a process that submits jobs is killed with -9
    Then each job that it told of is on the board
    And each is done once a worker runs

  @jobs.drain.back-to-queue
  Scenario: A worker that is told to stop gives its job back within ten seconds
    Given a worker in the middle of a long job
    When it is told to stop
    Then it ends within 10 seconds
    And the job waits
    And the next worker does it
