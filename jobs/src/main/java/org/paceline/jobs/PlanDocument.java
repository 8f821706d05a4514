package org.paceline.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.paceline.pool.PoolWorker;
import org.paceline.profile.MachineProfile;
import org.paceline.roster.Member;
import org.paceline.train.RoundRecord;

/**
 * The content of {@code plan.json}: who takes part, how fast each is, and who got how much in which
 * round.
 *
 * @param run what was asked for
 * @param workers the executors, in the order of all quotas
 * @param rounds the quotas of each round
 */
record PlanDocument(RunDescription run, List<Worker> workers, List<Round> rounds) {

  /**
   * One executor: speeds in examples a second, {@code cores} the share of a core it was given, node
   * and pod where there is Kubernetes, the addresses of the cards that Spark assigned to it.
   */
  record Worker(
      String executorId,
      String host,
      @JsonInclude(JsonInclude.Include.NON_NULL) String node,
      @JsonInclude(JsonInclude.Include.NON_NULL) String pod,
      List<String> cards,
      double cores,
      MachineProfile profile,
      String device,
      String reason,
      double nominalSpeed,
      double trialSpeed) {}

  /**
   * One round: batches dealt, batches that count, and expected finish of each worker in seconds.
   */
  record Round(
      int epoch,
      int round,
      List<Integer> quotas,
      List<Integer> trained,
      List<Double> plannedSeconds) {}

  static Worker worker(PoolWorker worker) {
    return new Worker(
        worker.member().executorId(),
        worker.member().host(),
        worker.member().node().orElse(null),
        worker.member().pod().orElse(null),
        worker.member().cards(),
        cores(worker),
        worker.profile(),
        worker.eligibility().device().name().toLowerCase(java.util.Locale.ROOT),
        worker.eligibility().reason(),
        worker.nominal().examplesPerSecond(),
        worker.trial().examplesPerSecond());
  }

  static Round round(RoundRecord round) {
    return new Round(
        round.epoch(), round.round(), round.quotas(), round.trained(), round.plannedSeconds());
  }

  static double cores(PoolWorker worker) {
    String share = worker.member().attributes().get(Member.CPU_SHARE);
    return share == null ? worker.profile().cpu().usableCores() : Double.parseDouble(share);
  }
}
