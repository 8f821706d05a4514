package org.paceline.assign;

/**
 * Tasks in the given order to machines in turn, a machine of twice the speed as often again: smooth
 * weighted round robin, as of nginx ({@code ngx_http_upstream_round_robin}). A baseline.
 */
final class Weighted implements AssignmentPolicy {

  @Override
  public String name() {
    return "weighted";
  }

  @Override
  public Proposal propose(Instance instance, Budget budget) {
    return Proposal.of(
        this,
        new ListScheduling(instance, Ranks.fileOrder(instance), new SmoothTurns(instance)).plan());
  }

  private static final class SmoothTurns implements MachineChoice {

    private final double[] weights;
    private final double[] credits;
    private final double all;

    SmoothTurns(Instance instance) {
      weights = new double[instance.machines()];
      double sum = 0;
      for (int j = 0; j < weights.length; j++) {
        weights[j] = instance.machine(j).speed();
        sum += weights[j];
      }
      all = sum;
      credits = weights.clone();
    }

    @Override
    public double badness(ScheduleBuilder plan, int task, int machine) {
      return -credits[machine];
    }

    @Override
    public void chosen(int machine) {
      credits[machine] -= all;
      for (int j = 0; j < credits.length; j++) {
        credits[j] += weights[j];
      }
    }
  }
}
