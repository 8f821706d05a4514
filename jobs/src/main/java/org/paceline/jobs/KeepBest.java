package org.paceline.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.paceline.base.AtomicFile;
import org.paceline.checkpoint.OutputException;
import org.paceline.data.DataException;
import org.paceline.job.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps the model of the best of several evaluations. */
@Command(
    name = "paceline keep-best",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Keeps, of several models, the one with the best score: copies its model.zip to a new folder"
          + " and writes best.json beside it, with the scores of all.",
      "A CANDIDATE is a folder of 'train', or EVALUATION=MODEL: a folder of 'evaluate' and the"
          + " folder or the file of the model that it looked at. Of equal scores the first counts."
    },
    footer = {
      "",
      "Examples:",
      "  paceline keep-best runs/slow runs/fast --output runs/best",
      "  paceline keep-best --by macroF1 eval-a=runs/a eval-b=runs/b --output runs/best",
      "",
      "Exit codes: 0 done, 2 bad arguments, 3 a score or a model is missing, 6 output not written."
    })
public final class KeepBest implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Parameters(paramLabel = "CANDIDATE", arity = "1..*", description = "See above.")
  private List<String> candidates = new ArrayList<>();

  @Option(
      names = "--by",
      paramLabel = "SCORE",
      defaultValue = "accuracy",
      description =
          "A number of evaluation.json or result.json, the larger the better: accuracy,"
              + " macroPrecision, macroRecall or macroF1 (default: ${DEFAULT-VALUE}).")
  private String score;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "Folder for model.zip and best.json, which must not exist.")
  private Path output;

  private record Candidate(String text, Path model, double score) {}

  @Override
  @SuppressWarnings("SystemOut")
  public Integer call() {
    Path folder = RunFolder.check(RunFolder.place(output));
    List<Candidate> all = candidates.stream().map(this::candidate).toList();
    Candidate best = all.get(0);
    for (Candidate other : all) {
      best = other.score() > best.score() ? other : best;
    }
    keep(best, all, RunFolder.create(folder));
    Table table = new Table("candidate", score, "kept");
    for (Candidate other : all) {
      table.row(other.text(), other.score(), other == best ? "kept" : "");
    }
    System.out.print(table);
    return ExitCode.DONE.value();
  }

  private Candidate candidate(String text) {
    int equals = split(text);
    Path scores = Path.of(equals < 0 ? text : text.substring(0, equals));
    Path model = Path.of(text.substring(equals + 1));
    Path file = Files.isDirectory(model) ? model.resolve("model.zip") : model;
    if (!Files.isRegularFile(file)) {
      throw new DataException("%s: there is no model %s".formatted(text, file));
    }
    return new Candidate(text, file, score(scores));
  }

  /** Where a folder ends and a model begins, as names can have a '=' too; below 0 for nowhere. */
  private static int split(String text) {
    if (Files.isDirectory(Path.of(text))) {
      return -1;
    }
    int first = text.indexOf('=');
    for (int at = first; at >= 0; at = text.indexOf('=', at + 1)) {
      if (Files.isDirectory(Path.of(text.substring(0, at)))
          && Files.exists(Path.of(text.substring(at + 1)))) {
        return at;
      }
    }
    return first;
  }

  private double score(Path folder) {
    for (String name : List.of("evaluation.json", "result.json")) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        return number(file);
      }
    }
    throw new DataException(
        folder + " has neither evaluation.json of 'evaluate --output' nor result.json of 'train'");
  }

  private double number(Path file) {
    try {
      JsonNode value = JSON.readTree(file.toFile()).path(score);
      if (!value.isNumber() || Double.isNaN(value.asDouble())) {
        throw new DataException("%s has no number '%s'".formatted(file, score));
      }
      return value.asDouble();
    } catch (IOException e) {
      throw new DataException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private void keep(Candidate best, List<Candidate> all, RunFolder folder) {
    try {
      AtomicFile.write(folder.resolve("model.zip"), out -> Files.copy(best.model(), out));
    } catch (IOException e) {
      throw new OutputException(
          "%s cannot be written: %s".formatted(folder.resolve("model.zip"), e.getMessage()), e);
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    all.forEach(candidate -> scores.put(candidate.text(), candidate.score()));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("by", score);
    document.put("score", best.score());
    document.put("kept", best.text());
    document.put("model", best.model().toString());
    document.put("candidates", scores);
    folder.json("best.json", document);
  }
}
