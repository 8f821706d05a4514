package org.paceline.train;

import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.spark.api.TrainingHook;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Sleeps before every step, so that a round lasts long enough to be killed in its middle. */
record SlowStep(int millis) implements TrainingHook {

  @Override
  public void preUpdate(DataSet batch, Model model) {
    sleep();
  }

  @Override
  public void preUpdate(MultiDataSet batch, Model model) {
    sleep();
  }

  private void sleep() {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void postUpdate(DataSet batch, Model model) {}

  @Override
  public void postUpdate(MultiDataSet batch, Model model) {}
}
