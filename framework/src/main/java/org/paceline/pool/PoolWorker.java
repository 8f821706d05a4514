package org.paceline.pool;

import java.util.Optional;
import org.paceline.plan.WorkerSpeed;
import org.paceline.profile.Eligibility;
import org.paceline.profile.MachineProfile;
import org.paceline.roster.Member;
import org.paceline.speed.ObservedSpeed;
import org.paceline.speed.Speed;
import org.paceline.speed.TrialKey;

/** One executor in training: what it is, how fast it was thought to be, and what it did. */
public final class PoolWorker {

  /** After so many rounds without a share, a worker is timed again. */
  private static final int LONG_IDLE = 5;

  private static final double SAME_MACHINE = 0.2;

  private final Member member;
  private final MachineProfile profile;
  private final Eligibility eligibility;
  private final Speed nominal;
  private final Speed trial;
  private final Optional<TrialKey> trialKey;
  private final int cap;
  private final ObservedSpeed observed;
  private long examples;
  private double busySeconds;
  private double stepSeconds;
  private double hereBefore;
  private double hereSeconds;
  private double relativeFinish;
  private double lastFinish;
  private int lastQuota;
  private int rounds;
  private int idleRounds;
  private double fixedBefore;
  private boolean expelled;

  /**
   * An executor without a trial and without a cap.
   *
   * @param member the executor
   * @param profile its machine
   * @param eligibility whether and on what it trains
   * @param nominal what its profile promises
   */
  public PoolWorker(Member member, MachineProfile profile, Eligibility eligibility, Speed nominal) {
    this(member, profile, eligibility, nominal, nominal, Optional.empty(), WorkerSpeed.NO_CAP);
  }

  private PoolWorker(
      Member member,
      MachineProfile profile,
      Eligibility eligibility,
      Speed nominal,
      Speed trial,
      Optional<TrialKey> trialKey,
      int cap) {
    this.member = member;
    this.profile = profile;
    this.eligibility = eligibility;
    this.nominal = nominal;
    this.trial = trial;
    this.trialKey = trialKey;
    this.cap = cap;
    this.observed = new ObservedSpeed(this.trial);
  }

  /**
   * The executor.
   *
   * @return never null
   */
  public Member member() {
    return member;
  }

  /**
   * Its machine.
   *
   * @return the profile detected on it
   */
  public MachineProfile profile() {
    return profile;
  }

  /**
   * Whether and on what it trains.
   *
   * @return the judgement with its reason
   */
  public Eligibility eligibility() {
    return eligibility;
  }

  /**
   * What its profile promises.
   *
   * @return examples a second, by profile
   */
  public Speed nominal() {
    return nominal;
  }

  /**
   * What it did in its trial.
   *
   * @return examples a second; the nominal speed where there was no trial
   */
  public Speed trial() {
    return trial;
  }

  /**
   * What its rounds show.
   *
   * @return the filtered speed
   */
  public Speed observed() {
    return observed.speed();
  }

  /**
   * Examples it trained so far.
   *
   * @return at least 0
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
    return stepSeconds > 0 ? examples / stepSeconds : trial.examplesPerSecond();
  }

  /**
   * How far its trial was off, which prepares batches as the rounds do.
   *
   * @return 0.05 if its rounds trained 5 % faster than the trial; 0 where it trained nothing
   */
  public double trialDrift() {
    return busySeconds > 0 ? examples / busySeconds / trial.examplesPerSecond() - 1 : 0;
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
   * Notes how long it has been there in this run; what it was before the run was resumed is added.
   *
   * @param seconds since the first round's start
   */
  public void here(double seconds) {
    hereSeconds = seconds;
  }

  /**
   * What it could have trained while it was there, had it done nothing but steps.
   *
   * @return examples; 0 if one step does not fit into its memory
   */
  public double capacity() {
    return fits() || examples > 0 ? stepSpeed() * hereSeconds() : 0;
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

  /**
   * The same executor at the start of another run.
   *
   * @return profile and trial of this one, with nothing done yet
   */
  public PoolWorker anew() {
    return new PoolWorker(member, profile, eligibility, nominal, trial, trialKey, cap);
  }

  /**
   * The same executor with the speed of a trial.
   *
   * @param speed what it did in it
   * @param key what that speed holds for
   * @return a copy with nothing done yet
   */
  public PoolWorker tried(Speed speed, TrialKey key) {
    return new PoolWorker(member, profile, eligibility, nominal, speed, Optional.of(key), cap);
  }

  /**
   * The same executor, which can be dealt only so much.
   *
   * @param blocks the most that its memory lets it be dealt
   * @return a copy with nothing done yet
   */
  public PoolWorker within(int blocks) {
    return new PoolWorker(member, profile, eligibility, nominal, trial, trialKey, blocks);
  }

  /** The most blocks that its memory lets it be dealt; {@link WorkerSpeed#NO_CAP} for any. */
  int cap() {
    return cap;
  }

  /**
   * Whether it can be dealt anything.
   *
   * @return false if one training step does not fit into its memory: it was not tried then
   */
  public boolean fits() {
    return cap > 0;
  }

  /**
   * What the planner knows of it.
   *
   * @param blockSize examples of a block
   * @return its observed speed in blocks a second and its cap; speed and cap 0 if it does not fit
   */
  public WorkerSpeed speed(int blockSize) {
    Speed speed = observed();
    return fits()
        ? new WorkerSpeed(
            member.executorId(), speed.examplesPerSecond() / blockSize, speed.fixedSeconds(), cap)
        : new WorkerSpeed(member.executorId(), 0, 0, 0);
  }

  /**
   * What its trial speed holds for.
   *
   * @return empty if it had no trial
   */
  public Optional<TrialKey> trialKey() {
    return trialKey;
  }

  /**
   * What it did, to be kept in a checkpoint.
   *
   * @param executorId the executor that it was
   * @param trial its trial speed in examples a second
   * @param observed the state of its speed's filter
   * @param examples examples it trained
   * @param busySeconds time it spent in training steps, with the preparation of their batches
   * @param stepSeconds time it spent in training steps alone
   * @param hereSeconds how long it was there while the run went on
   * @param relativeFinish sum over its rounds of its finish relative to their means
   * @param rounds rounds it took part in
   */
  public record Memory(
      String executorId,
      double trial,
      ObservedSpeed.Memory observed,
      long examples,
      double busySeconds,
      double stepSeconds,
      double hereSeconds,
      double relativeFinish,
      int rounds) {

    /**
     * What it could have trained while it was there, had it done nothing but steps.
     *
     * @return examples
     */
    double capacity() {
      return (stepSeconds > 0 ? examples / stepSeconds : trial) * hereSeconds;
    }
  }

  /**
   * What it did, to be kept in a checkpoint.
   *
   * @return a copy
   */
  public Memory memory() {
    return new Memory(
        member.executorId(),
        trial.examplesPerSecond(),
        observed.memory(),
        examples,
        busySeconds,
        stepSeconds,
        hereSeconds(),
        relativeFinish,
        rounds);
  }

  void restore(Memory memory) {
    // Another machine may sit here now.
    if (Math.abs(trial.examplesPerSecond() / memory.trial() - 1) < SAME_MACHINE) {
      observed.restore(memory.observed());
    }
    examples = memory.examples();
    busySeconds = memory.busySeconds();
    stepSeconds = memory.stepSeconds();
    hereBefore = memory.hereSeconds();
    relativeFinish = memory.relativeFinish();
    rounds = memory.rounds();
  }

  /** Notes that a round ended without it. */
  public void late() {
    observed.late();
  }

  /**
   * Notes a round in which it could have trained, but got no share.
   *
   * @return whether it has had none for so long that it should be timed again: it may be faster now
   */
  public boolean idle() {
    idleRounds = (idleRounds + 1) % LONG_IDLE;
    return idleRounds == 0;
  }

  /**
   * Takes in a trial beside the rounds.
   *
   * @param speed what it did in it
   */
  public void timed(Speed speed) {
    observed.timed(speed);
    observed.calibrate(fixedBefore);
  }

  /** Takes it out for good. */
  void expel() {
    expelled = true;
  }

  /**
   * Whether it was taken out, for what it brought or could not read.
   *
   * @return true if it is to be given no work any more
   */
  public boolean expelled() {
    return expelled;
  }

  /**
   * Notes what a round takes it whatever its share.
   *
   * @param seconds measured in a round without work
   */
  public void measureFixed(double seconds) {
    fixedBefore = seconds;
    observed.calibrate(seconds);
  }

  /**
   * Notes what it did in a round.
   *
   * @param stint what it did
   * @param meanFinish when the round's workers were done on average, in seconds after its start
   */
  public void observe(Stint stint, double meanFinish) {
    examples += stint.examples();
    busySeconds += stint.trainingSeconds();
    stepSeconds += stint.stepSeconds();
    relativeFinish += stint.finishSeconds() / meanFinish - 1;
    lastFinish = stint.finishSeconds();
    lastQuota = stint.blocks();
    idleRounds = 0;
    rounds++;
    observed.observe(
        stint.examples(), stint.trainingSeconds(), stint.finishSeconds() - stint.trainingSeconds());
  }
}
