package org.paceline.assign;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Lets plans breed: a plan is a rank a task and the machine that it goes to, or none for the one
 * that is best for it; of the children of two plans, the fittest live.
 *
 * <p>J. H. Holland, Adaptation in natural and artificial systems, 1975; the coding by ranks is that
 * of S. Hartmann, A competitive genetic algorithm for resource-constrained project scheduling,
 * Naval Research Logistics 45 (1998). 60 plans, at most 300 generations, fewer where 60 bring
 * nothing.
 */
final class Genetic implements AssignmentPolicy {

  private static final int POPULATION = 60;
  private static final int GENERATIONS = 300;
  private static final int PATIENCE = 60;

  @Override
  public String name() {
    return "genetic";
  }

  @Override
  public Proposal propose(Instance instance, Budget budget) {
    return Proposal.of(this, new Evolution(instance, budget).run());
  }

  private static final class Evolution {

    private final Instance instance;
    private final Budget budget;
    private final BestSoFar best;
    private final Genes genes;
    private List<Living> living = new ArrayList<>();

    private record Living(Genes.Genome genome, Score score) {}

    Evolution(Instance instance, Budget budget) {
      this.instance = instance;
      this.budget = budget;
      this.best = new BestSoFar(instance);
      this.genes = new Genes(instance, new SplittableRandom(budget.seed()));
    }

    Assignment run() {
      for (Genes.Genome founder : genes.founders(POPULATION)) {
        if (living.isEmpty() || !budget.over()) {
          living.add(grow(founder));
        }
      }
      int patience = PATIENCE;
      for (int k = 0; k < GENERATIONS && patience > 0 && !budget.over() && !best.perfect(); k++) {
        patience = generation() ? PATIENCE : patience - 1;
      }
      return best.plan();
    }

    /** Twice as many, of which the better half stays; tells whether one was better than all. */
    private boolean generation() {
      Score before = living.get(0).score();
      List<Living> all = new ArrayList<>(living);
      for (int k = 0; k < POPULATION && !budget.over(); k++) {
        all.add(grow(genes.child(parent(), parent())));
      }
      all.sort(Comparator.comparing(Living::score, Evolution::order));
      living = new ArrayList<>(all.subList(0, living.size()));
      return living.get(0).score().betterThan(before);
    }

    private static int order(Score one, Score other) {
      return one.betterThan(other) ? -1 : other.betterThan(one) ? 1 : 0;
    }

    /** The better of two. */
    private Genes.Genome parent() {
      Living one = living.get(genes.random().nextInt(living.size()));
      Living other = living.get(genes.random().nextInt(living.size()));
      return (other.score().betterThan(one.score()) ? other : one).genome();
    }

    private Living grow(Genes.Genome genome) {
      ScheduleBuilder plan =
          new ListScheduling(instance, genome.ranks(), new Preferences(instance, genome.machines()))
              .build();
      best.take(plan);
      return new Living(genome, plan.score());
    }
  }
}
