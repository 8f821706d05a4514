package org.paceline.train;

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

  /** After so many rounds without a share, too slow a worker is believed its trial speed again. */
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
  private double relativeFinish;
  private double lastFinish;
  private int lastQuota;
  private int rounds;
  private int idleRounds;
  private double fixedBefore;

  /** An executor without a trial and without a cap. */
  PoolWorker(Member member, MachineProfile profile, Eligibility eligibility, Speed nominal) {
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
   * Time it spent in training steps.
   *
   * @return seconds
   */
  public double busySeconds() {
    return busySeconds;
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

  /** The same executor with the speed of a trial. */
  PoolWorker tried(Speed speed, TrialKey key) {
    return new PoolWorker(member, profile, eligibility, nominal, speed, Optional.of(key), cap);
  }

  /** The same executor, which can be dealt no more blocks than this. */
  PoolWorker within(int blocks) {
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

  /** What its trial speed holds for, if it had a trial. */
  Optional<TrialKey> trialKey() {
    return trialKey;
  }

  /**
   * What it did, to be kept in a checkpoint.
   *
   * @param executorId the executor that it was
   * @param trial its trial speed in examples a second
   * @param observed the state of its speed's filter
   * @param examples examples it trained
   * @param busySeconds time it spent in training steps
   * @param relativeFinish sum over its rounds of its finish relative to their means
   * @param rounds rounds it took part in
   */
  public record Memory(
      String executorId,
      double trial,
      ObservedSpeed.Memory observed,
      long examples,
      double busySeconds,
      double relativeFinish,
      int rounds) {}

  Memory memory() {
    return new Memory(
        member.executorId(),
        trial.examplesPerSecond(),
        observed.memory(),
        examples,
        busySeconds,
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
    relativeFinish = memory.relativeFinish();
    rounds = memory.rounds();
  }

  void late() {
    observed.late();
  }

  void idle() {
    idleRounds++;
    if (idleRounds >= LONG_IDLE) {
      observed.startAnew();
      observed.calibrate(fixedBefore);
      idleRounds = 0;
    }
  }

  void measureFixed(double seconds) {
    fixedBefore = seconds;
    observed.calibrate(seconds);
  }

  void observe(RoundResult result, double finish, double meanFinish) {
    examples += result.examples();
    busySeconds += result.trainingSeconds();
    relativeFinish += finish / meanFinish - 1;
    lastFinish = finish;
    lastQuota = result.blocks().size();
    idleRounds = 0;
    rounds++;
    observed.observe(
        result.examples(), result.trainingSeconds(), finish - result.trainingSeconds());
  }
}
