package org.paceline.pool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.paceline.plan.Quotas;
import org.paceline.plan.WorkerSpeed;
import org.paceline.roster.Member;
import org.paceline.speed.SpeedGrade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who trains: a row of seats, each with an executor that is here, away or gone.
 *
 * <p>All quotas are in the order of the seats. An executor that replaces a lost one, being on the
 * same machine, takes its seat; any other newcomer gets a new one at the end. Not thread-safe.
 */
public final class Pool {

  private static final Logger LOG = LoggerFactory.getLogger(Pool.class);

  /** A machine that only brings rubbish costs the others a share each round. */
  private static final int MOST_BAD_ROUNDS = 3;

  private final List<PoolWorker> seats;
  private final List<PoolWorker> departed = new ArrayList<>();
  private final Set<Integer> vacant = new HashSet<>();
  private final List<Integer> badRounds = new ArrayList<>();
  private final Map<String, Integer> seatOf = new HashMap<>();

  /**
   * Seats executors.
   *
   * @param workers who has a seat from the start, in the order of the seats
   */
  public Pool(List<PoolWorker> workers) {
    seats = new ArrayList<>(workers);
    for (int seat = 0; seat < seats.size(); seat++) {
      badRounds.add(0);
      seatOf.put(at(seat).member().executorId(), seat);
    }
  }

  /**
   * How many seats there are.
   *
   * @return with those whose executors are gone
   */
  public int size() {
    return seats.size();
  }

  /**
   * Who has a seat.
   *
   * @param seat the seat, from 0
   * @return its present or last occupant
   */
  public PoolWorker at(int seat) {
    return seats.get(seat);
  }

  /**
   * Where an executor sits.
   *
   * @param executor its id
   * @return its seat, or -1
   */
  public int seatOf(String executor) {
    return seatOf.getOrDefault(executor, -1);
  }

  /**
   * Has the seats go on with the speeds and counts of an earlier run.
   *
   * @param memories one of each seat, in their order; seats without one begin anew
   * @return what those could have trained for whom there is no seat now, or on whose seat there is
   *     another machine
   */
  public double restore(List<WorkerMemory> memories) {
    double lost = 0;
    for (int seat = 0; seat < memories.size(); seat++) {
      WorkerMemory memory = memories.get(seat);
      boolean same = seat < seats.size() && at(seat).restore(memory);
      lost += same ? 0 : memory.capacity();
    }
    return lost;
  }

  /**
   * Whoever took part.
   *
   * @return the present occupants of the seats, and then those who were replaced
   */
  public List<PoolWorker> everyone() {
    return Stream.concat(seats.stream(), departed.stream()).toList();
  }

  /**
   * The executors of the seats.
   *
   * @return in the order of the seats
   */
  public List<Member> members() {
    return seats.stream().map(PoolWorker::member).toList();
  }

  /**
   * Who sits there.
   *
   * @return in the order of the seats
   */
  public List<PoolWorker> occupants() {
    return List.copyOf(seats);
  }

  /**
   * Notes who is gone.
   *
   * @param alive whether an executor is still here
   * @return the seats that became vacant by it
   */
  public List<Integer> leave(Predicate<String> alive) {
    List<Integer> left = new ArrayList<>();
    for (int seat = 0; seat < seats.size(); seat++) {
      Member member = seats.get(seat).member();
      if (!alive.test(member.executorId()) && vacant.add(seat)) {
        left.add(seat);
      }
    }
    return left;
  }

  /**
   * How many can take part.
   *
   * @return seats that are not vacant
   */
  public int present() {
    return seats.size() - vacant.size();
  }

  /**
   * Gives a newcomer the seat of the lost executor that it replaces, or a new one.
   *
   * @param newcomer the newcomer, tried
   * @param parts the most seats that the split has parts for, if that is limited
   * @return whether there was a seat
   */
  public boolean join(PoolWorker newcomer, OptionalInt parts) {
    boolean full = seats.size() >= parts.orElse(Integer.MAX_VALUE);
    OptionalInt left = replaced(newcomer.member());
    if (left.isEmpty() && full) {
      left = vacant.stream().mapToInt(Integer::intValue).sorted().findFirst();
    }
    if (left.isEmpty() && full) {
      return false;
    }
    int seat = left.orElse(seats.size());
    if (left.isPresent()) {
      PoolWorker before = seats.set(seat, newcomer);
      seatOf.remove(before.member().executorId());
      departed.add(before);
      vacant.remove(seat);
      badRounds.set(seat, 0);
    } else {
      seats.add(newcomer);
      badRounds.add(0);
    }
    seatOf.put(newcomer.member().executorId(), seat);
    newcomer.measureFixed(
        seats.stream().mapToDouble(w -> w.observed().fixedSeconds()).max().orElse(0));
    LOG.info(
        "executor {} on {} joins with {} examples/s",
        newcomer.member().executorId(),
        newcomer.member().machine(),
        Math.round(newcomer.trial().examplesPerSecond()));
    return true;
  }

  /** A vacant seat of the same worker of an embedded cluster, or of the same host elsewhere. */
  private OptionalInt replaced(Member newcomer) {
    boolean numbered = newcomer.ordinal() != Integer.MAX_VALUE;
    return vacant.stream()
        .filter(
            seat ->
                numbered
                    ? at(seat).member().ordinal() == newcomer.ordinal()
                    : at(seat).member().machine().equals(newcomer.machine()))
        .mapToInt(Integer::intValue)
        .sorted()
        .findFirst();
  }

  /**
   * Counts a useless result; an executor that brings several in a row takes no part any more.
   *
   * @param seat whose result it was
   * @return whether that is so now
   */
  public boolean bad(int seat) {
    badRounds.set(seat, badRounds.get(seat) + 1);
    boolean hopeless = badRounds.get(seat) == MOST_BAD_ROUNDS;
    if (hopeless) {
      LOG.error(
          "executor {} brought a bad result {} times in a row and takes no part any more",
          at(seat).member().executorId(),
          MOST_BAD_ROUNDS);
      at(seat).expel();
      vacant.add(seat);
    }
    return hopeless;
  }

  /**
   * Takes an executor out for good.
   *
   * @param seat where it sits
   * @param why what is said of it
   */
  public void expel(int seat, String why) {
    LOG.error("executor {} takes no part any more: {}", at(seat).member().executorId(), why);
    at(seat).expel();
    vacant.add(seat);
  }

  /**
   * Forgets the useless results of a seat.
   *
   * @param seat whose result was good
   */
  public void good(int seat) {
    badRounds.set(seat, 0);
  }

  /**
   * The seats that can be dealt a share.
   *
   * @param busy whether an executor still works on an old round
   * @return those not vacant, large enough and not busy
   */
  public List<Integer> ready(Predicate<String> busy) {
    return IntStream.range(0, seats.size())
        .filter(seat -> !vacant.contains(seat))
        .filter(seat -> at(seat).fits())
        .filter(seat -> !busy.test(at(seat).member().executorId()))
        .boxed()
        .toList();
  }

  /**
   * The executors that can be dealt a share.
   *
   * @param first ids of those that are listed before the others
   * @return in the order of the seats but for that
   */
  public List<Member> readyMembers(Set<String> first) {
    return ready(executor -> false).stream()
        .map(seat -> at(seat).member())
        .sorted(Comparator.comparing(member -> !first.contains(member.executorId())))
        .toList();
  }

  /**
   * What the pool could do by its trials.
   *
   * @return examples a second of all that are here and can train
   */
  public double bound() {
    return IntStream.range(0, seats.size())
        .filter(seat -> !vacant.contains(seat))
        .filter(seat -> at(seat).fits())
        .mapToDouble(seat -> at(seat).trial().examplesPerSecond())
        .sum();
  }

  /**
   * Whether the speed of everybody who takes part in a round was measured.
   *
   * @param quotas blocks of each seat
   * @return false if somebody's is known from its profile only
   */
  public boolean timed(Quotas quotas) {
    return IntStream.range(0, seats.size())
        .filter(seat -> quotas.of(seat) > 0)
        .noneMatch(seat -> at(seat).observed().grade() == SpeedGrade.NOMINAL);
  }

  /**
   * Speeds as the planner takes them.
   *
   * @param ready the seats that can be dealt a share
   * @param blockSize examples of a block
   * @return every seat's speed in blocks a second; 0 for those not ready
   */
  public List<WorkerSpeed> speeds(List<Integer> ready, int blockSize) {
    List<WorkerSpeed> speeds = new ArrayList<>();
    Set<Integer> able = new HashSet<>(ready);
    for (int seat = 0; seat < seats.size(); seat++) {
      PoolWorker worker = at(seat);
      speeds.add(
          able.contains(seat)
              ? worker.speed(blockSize)
              : new WorkerSpeed(worker.member().executorId(), 0, 0, 0));
    }
    return speeds;
  }

  /**
   * How much can be dealt at once.
   *
   * @param ready the seats that can be dealt a share
   * @return the most blocks that they can be dealt together
   */
  public long room(List<Integer> ready) {
    return ready.stream().mapToLong(seat -> at(seat).cap()).sum();
  }
}
