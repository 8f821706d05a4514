package org.paceline.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.paceline.checkpoint.OutputException;
import org.paceline.ledger.EpochRecord;

/**
 * What a {@link ChaosJob} came to.
 *
 * @param parametersHash SHA-256 of the trained parameters
 * @param epochsExact for each epoch whether every example was trained exactly once
 * @param ledgerHashes for each epoch who trained what in which round
 * @param finite whether all parameters are numbers
 */
record ChaosResult(
    String parametersHash, List<Boolean> epochsExact, List<String> ledgerHashes, boolean finite) {

  private static final String FILE = "result.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  static ChaosResult of(TrainingOutcome outcome) {
    return new ChaosResult(
        outcome.state().parametersHash(),
        outcome.epochsExact(),
        outcome.epochs().stream().map(EpochRecord::ledgerHash).toList(),
        outcome.state().finite());
  }

  static ChaosResult read(Path folder) throws IOException {
    return JSON.readValue(folder.resolve(FILE).toFile(), ChaosResult.class);
  }

  void write(Path folder) {
    Path temporary = folder.resolve(FILE + ".tmp");
    try {
      JSON.writeValue(temporary.toFile(), this);
      Files.move(temporary, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new OutputException(folder + " cannot be written: " + e.getMessage(), e);
    }
  }
}
