package org.paceline.round;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.paceline.exchange.NetworkState;
import org.paceline.ledger.Ledger;
import org.paceline.partition.Arrivals.Arrival;
import org.paceline.partition.RoundCollector.Collected;
import org.paceline.pool.Pool;
import org.paceline.pool.SecondOpinion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes from what came back in a round what counts, and names the rest. */
public final class Sieve {

  private static final Logger LOG = LoggerFactory.getLogger(Sieve.class);

  private final UpdateCheck check = new UpdateCheck();
  private final SecondOpinion opinion;

  /**
   * A sieve for a run.
   *
   * @param opinion whether data is bad that an executor could not read
   */
  public Sieve(SecondOpinion opinion) {
    this.opinion = opinion;
  }

  /**
   * The parts.
   *
   * @param good results that count, in the order of the seats: sums of floats depend on their order
   * @param dropped executors whose results do not
   * @param idle executors that were back in time, but had trained nothing
   */
  public record Sifted(List<Arrival<RoundResult>> good, List<String> dropped, List<String> idle) {

    /**
     * The results that count.
     *
     * @return in the order of the seats
     */
    public List<RoundResult> results() {
      return good.stream().map(Arrival::result).toList();
    }
  }

  /**
   * Sifts a round.
   *
   * @param back what came back
   * @param pool who trains; it counts their bad results
   * @param ledger forgets what is cached at whoever takes no part any more
   * @param before the state that the round started from
   * @param round the round, from 0
   * @return what counts, and the rest
   * @throws org.paceline.data.DataException if the data cannot be read
   * @throws RuntimeException if everybody brought a result and none of them can be used
   */
  public Sifted sift(
      Collected<RoundResult> back, Pool pool, Ledger ledger, NetworkState before, int round) {
    name(back);
    Sifted sifted = new Sifted(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    List<Arrival<RoundResult>> arrivals = new ArrayList<>();
    back.arrivals().stream()
        .sorted(Comparator.comparingInt(a -> pool.seatOf(a.result().executorId())))
        .forEach(
            arrival -> {
              RoundResult result = arrival.result();
              if (result.unreadable() != null) {
                expel(result, back, pool, ledger);
                sifted.dropped().add(result.executorId());
              } else if (result.steps() == 0 && !result.failed()) {
                sifted.idle().add(result.executorId());
              } else {
                arrivals.add(arrival);
              }
            });
    List<UpdateCheck.Verdict> verdicts =
        check.judge(arrivals.stream().map(Arrival::result).toList(), before);
    for (int i = 0; i < arrivals.size(); i++) {
      int seat = pool.seatOf(arrivals.get(i).result().executorId());
      if (verdicts.get(i).fault().isEmpty()) {
        pool.good(seat);
        sifted.good().add(arrivals.get(i));
      } else {
        drop(verdicts.get(i), pool, ledger, seat);
        sifted.dropped().add(pool.at(seat).member().executorId());
      }
    }
    boolean everybody = back.lost().isEmpty() && back.late().isEmpty() && back.empty().isEmpty();
    if (sifted.good().isEmpty() && !verdicts.isEmpty() && everybody) {
      throw UpdateCheck.nothingUsable(verdicts, round);
    }
    return sifted;
  }

  private void expel(RoundResult result, Collected<RoundResult> back, Pool pool, Ledger ledger) {
    Set<String> able =
        back.arrivals().stream()
            .map(Arrival::result)
            .filter(other -> other.unreadable() == null)
            .map(RoundResult::executorId)
            .collect(Collectors.toSet());
    int seat = pool.seatOf(result.executorId());
    ledger.vacate(seat);
    opinion.expel(pool, seat, result.unreadable(), able);
  }

  private static void name(Collected<RoundResult> back) {
    back.repeated()
        .forEach(id -> LOG.warn("executor {} brought its result twice; it counts once", id));
    back.late().forEach(id -> LOG.warn("executor {} is late; the round goes on without it", id));
  }

  private static void drop(UpdateCheck.Verdict verdict, Pool pool, Ledger ledger, int seat) {
    LOG.warn(
        "the result of executor {} is dropped: {}",
        verdict.result().executorId(),
        verdict.fault().orElseThrow());
    if (pool.bad(seat)) {
      ledger.vacate(seat);
    }
  }
}
