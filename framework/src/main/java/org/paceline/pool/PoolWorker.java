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

  private final Member member;
  private final MachineProfile profile;
  private final Eligibility eligibility;
  private final Speed nominal;
  private final Speed trial;
  private final Optional<TrialKey> trialKey;
  private final int cap;
  private final ObservedSpeed observed;
  private final Tally tally;
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
    this.observed = new ObservedSpeed(trial);
    this.tally = new Tally(trial.examplesPerSecond());
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
    return tally.examples();
  }

  /**
   * What it did so far.
   *
   * @return goes on counting
   */
  public Tally tally() {
    return tally;
  }

  /**
   * Notes how long it has been there in this run; what it was before the run was resumed is added.
   *
   * @param seconds since the first round's start
   */
  public void here(double seconds) {
    tally.here(seconds);
  }

  /**
   * What it could have trained while it was there, had it done nothing but steps.
   *
   * @return examples; 0 if one step does not fit into its memory
   */
  public double capacity() {
    return counts() ? tally.capacity() : 0;
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

  private boolean counts() {
    return fits() || tally.ownExamples() > 0;
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
   * @return a copy
   */
  public WorkerMemory memory() {
    return new WorkerMemory(
        member.executorId(),
        trial.examplesPerSecond(),
        observed.memory(),
        tally.examples(),
        tally.examplesOfOthers(),
        tally.busySeconds(),
        tally.stepSeconds(),
        counts() ? tally.hereSeconds() : 0,
        tally.relativeFinish(),
        tally.rounds());
  }

  /**
   * Goes on from there; of another machine, which may sit here now, only the examples count.
   *
   * @return whether it seems to be the same machine
   */
  boolean restore(WorkerMemory memory) {
    boolean same = memory.sameMachine(trial.examplesPerSecond());
    if (same) {
      observed.restore(memory.observed());
      tally.restore(memory);
    } else {
      tally.restoreExamples(memory.examples());
    }
    return same;
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
    tally.add(stint, meanFinish);
    idleRounds = 0;
    double fixed = stint.finishSeconds() - stint.trainingSeconds();
    observed.observe(stint.examples(), stint.trainingSeconds(), fixed, stint.endPace());
  }
}
