package org.paceline.engine;

import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;

/** DL4J's updater of a ComputationGraph, told the {@link WholeGradient}. */
final class GraphUpdater extends ComputationGraphUpdater {

  private static final long serialVersionUID = 1L;

  GraphUpdater(ComputationGraph network) {
    super(network);
  }

  @Override
  public synchronized void update(
      Gradient gradient, int iteration, int epoch, int batchSize, LayerWorkspaceMgr workspaces) {
    WholeGradient whole = new WholeGradient(gradient, getFlattenedGradientsView());
    super.update(whole, iteration, epoch, batchSize, workspaces);
  }
}
