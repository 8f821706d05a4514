package org.paceline.pool;

/** What an executor did in a run. Not thread-safe. */
public final class Tally {

  private final double trial;
  private long examples;
  private long examplesOfOthers;
  private double busySeconds;
  private double stepSeconds;
  private double hereBefore;
  private double hereSeconds;
  private double relativeFinish;
  private double lastFinish;
  private int lastQuota;
  private int rounds;

  /** Nothing yet, of an executor that did so many examples a second in its trial. */
  Tally(double trial) {
    this.trial = trial;
  }

  /**
   * Examples it trained so far.
   *
   * @return with those of another machine that had its seat before the run was resumed
   */
  public long examples() {
    return examples;
  }

  /**
   * Time it spent in training steps, with the preparation of their batches.
   *
   * @return seconds
   */
  public double busySeconds() {
    return busySeconds;
  }

  /**
   * The speed of its steps alone, without the preparation of batches and all other waiting.
   *
   * @return examples a second over all its rounds; its trial speed where it trained nothing
   */
  public double stepSpeed() {
    return stepSeconds > 0 ? ownExamples() / stepSeconds : trial;
  }

  /**
   * How far its trial was off, which prepares batches as the rounds do.
   *
   * @return 0.05 if its rounds trained 5 % faster than the trial; 0 where it trained nothing
   */
  public double trialDrift() {
    return busySeconds > 0 ? ownExamples() / busySeconds / trial - 1 : 0;
  }

  /**
   * How long it was there while the run went on.
   *
   * @return seconds between the first round's start and the last one's end
   */
  public double hereSeconds() {
    return hereBefore + hereSeconds;
  }

  /**
   * Its finish relative to the mean finish of a round, averaged over the rounds it took part in.
   *
   * @return 0 if it finishes with the others, 0.05 if 5 % later
   */
  public double finishSpread() {
    return rounds == 0 ? 0 : relativeFinish / rounds;
  }

  /**
   * When it finished in its last round.
   *
   * @return seconds after the round's start
   */
  public double lastFinish() {
    return lastFinish;
  }

  /**
   * What it was dealt last.
   *
   * @return blocks
   */
  public int lastQuota() {
    return lastQuota;
  }

  /** Without those of another machine. */
  long ownExamples() {
    return examples - examplesOfOthers;
  }

  /** What it could have trained while it was there, had it done nothing but steps. */
  double capacity() {
    return stepSpeed() * hereSeconds();
  }

  /** Notes how long it has been there in this run; what it was before a resumed one is added. */
  void here(double seconds) {
    hereSeconds = seconds;
  }

  /** Adds a round, whose workers were done on average at {@code meanFinish}. */
  void add(Stint stint, double meanFinish) {
    examples += stint.examples();
    busySeconds += stint.trainingSeconds();
    stepSeconds += stint.stepSeconds();
    relativeFinish += stint.finishSeconds() / meanFinish - 1;
    lastFinish = stint.finishSeconds();
    lastQuota = stint.blocks();
    rounds++;
  }

  void restore(WorkerMemory memory) {
    examples = memory.examples();
    examplesOfOthers = memory.examplesOfOthers();
    busySeconds = memory.busySeconds();
    stepSeconds = memory.stepSeconds();
    hereBefore = memory.hereSeconds();
    relativeFinish = memory.relativeFinish();
    rounds = memory.rounds();
  }

  /** Goes on from what another machine did on this seat. */
  void restoreExamples(long others) {
    examples = others;
    examplesOfOthers = others;
  }

  long examplesOfOthers() {
    return examplesOfOthers;
  }

  double stepSeconds() {
    return stepSeconds;
  }

  double relativeFinish() {
    return relativeFinish;
  }

  int rounds() {
    return rounds;
  }
}
