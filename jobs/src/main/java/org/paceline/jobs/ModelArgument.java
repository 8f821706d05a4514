package org.paceline.jobs;

import java.nio.file.Path;
import org.paceline.data.Examples;
import org.paceline.data.Standardisation;
import org.paceline.model.ModelException;
import org.paceline.model.ModelFile;
import org.paceline.model.Provenance;
import org.paceline.train.ImageFeed;
import org.paceline.train.Steps;
import picocli.CommandLine.Option;

/** A trained model that a job uses. */
final class ModelArgument {

  @Option(
      names = "--model",
      paramLabel = "FILE",
      required = true,
      description = "A model.zip of 'paceline train', or any model saved by DL4J.")
  private Path file;

  ModelFile.Stored load() {
    return ModelFile.load(file);
  }

  /** How the model must be fed: as its provenance says, else with values from 0 to 1. */
  ImageFeed feed(ModelFile.Stored model, Examples examples, int batchSize) {
    Standardisation scale =
        model
            .provenance()
            .map(Provenance::standardisation)
            .orElseGet(() -> Standardisation.none(examples.shape().channels()));
    model.provenance().ifPresent(provenance -> check(provenance, examples));
    return new ImageFeed(
        examples.shape(), examples.classes().size(), batchSize, scale, false, Steps.PER_BATCH);
  }

  private void check(Provenance provenance, Examples examples) {
    if (!provenance.input().equals(examples.shape())) {
      throw new ModelException(
          "%s takes images of %s, the data has %s"
              .formatted(file, provenance.input(), examples.shape()));
    }
    if (provenance.classes().size() != examples.classes().size()) {
      throw new ModelException(
          "%s tells %d classes apart, the data has %d"
              .formatted(file, provenance.classes().size(), examples.classes().size()));
    }
  }
}
