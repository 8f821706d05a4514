package org.paceline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.paceline.plan.Quotas;
import org.paceline.plan.SimultaneousFinishPlanner;
import org.paceline.plan.WorkerSpeed;

/** How long the planner takes for pools far larger than any that trains one network. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PlannerBenchmark {

  private static final int UNITS_PER_WORKER = 50;
  private static final double CAPPED = 0.1;

  /** The size of the pool. */
  @Param({"10000", "100000"})
  public int workers;

  private List<WorkerSpeed> pool;

  /** Draws the pool: speeds over a factor of 20, fixed costs, and caps that bind for some. */
  @Setup
  public void draw() {
    SplittableRandom random = new SplittableRandom(1);
    pool = new ArrayList<>(workers);
    for (int i = 0; i < workers; i++) {
      double speed = random.nextDouble(0.5, 10);
      double fixed = random.nextDouble(0.05, 0.5);
      boolean capped = random.nextDouble() < CAPPED;
      int cap = capped ? random.nextInt(2 * UNITS_PER_WORKER) : WorkerSpeed.NO_CAP;
      pool.add(new WorkerSpeed(String.valueOf(i), speed, fixed, cap));
    }
  }

  /**
   * Plans one round.
   *
   * @return the plan, so that the work cannot be left out
   */
  @Benchmark
  public Quotas plan() {
    return new SimultaneousFinishPlanner().plan(pool, workers * UNITS_PER_WORKER);
  }
}
