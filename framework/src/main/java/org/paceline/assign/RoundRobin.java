package org.paceline.assign;

/** Tasks in the given order, each to the next machine in turn that can take it: a baseline. */
final class RoundRobin implements AssignmentPolicy {

  @Override
  public String name() {
    return "round-robin";
  }

  @Override
  public Proposal propose(Instance instance, Budget budget) {
    Turn turn = new Turn(instance.machines());
    return Proposal.of(this, new ListScheduling(instance, Ranks.fileOrder(instance), turn).plan());
  }

  private static final class Turn implements MachineChoice {

    private final int machines;
    private int next;

    Turn(int machines) {
      this.machines = machines;
    }

    @Override
    public double badness(ScheduleBuilder plan, int task, int machine) {
      return Math.floorMod(machine - next, machines);
    }

    @Override
    public void chosen(int machine) {
      next = machine + 1;
    }
  }
}
