package org.paceline.engine;

import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;

/** DL4J's updater of a MultiLayerNetwork, told the {@link WholeGradient}. */
final class LayeredUpdater extends MultiLayerUpdater {

  private static final long serialVersionUID = 1L;

  LayeredUpdater(MultiLayerNetwork network) {
    super(network);
  }

  @Override
  public synchronized void update(
      Gradient gradient, int iteration, int epoch, int batchSize, LayerWorkspaceMgr workspaces) {
    WholeGradient whole = new WholeGradient(gradient, getFlattenedGradientsView());
    super.update(whole, iteration, epoch, batchSize, workspaces);
  }
}
