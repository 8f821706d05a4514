package org.paceline.jobs.pipeline;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the file of a pipeline. */
// By nodes, not by objects: an error can tell its line, and nothing in the file can name a class.
// Anchors mean what they mean in YAML; as only lists of texts are walked, they cannot blow it up.
final class PipelineFile {

  private static final int MOST_BYTES = 1 << 20;
  private static final int DEEPEST = 50;

  private PipelineFile() {}

  /**
   * Reads a pipeline.
   *
   * @param file the YAML file
   * @param folder what {@code ${pipeline}} stands for
   * @param given variables, in the place of those of the file
   * @param here the machine where the file names none
   * @throws IllegalArgumentException naming the line and the rule
   */
  static Pipeline read(Path file, Path folder, Map<String, String> given, Supplier<Place> here) {
    YamlNode root = root(file);
    return new PipelineReader(folder, given, here).read(root);
  }

  private static YamlNode root(Path file) {
    String name = String.valueOf(file);
    Node node;
    try {
      node = new Yaml(limits()).compose(new StringReader(text(file)));
    } catch (MarkedYAMLException e) {
      throw new IllegalArgumentException("%s is no YAML: %s".formatted(name, line(e)), e);
    } catch (YAMLException e) {
      throw new IllegalArgumentException("%s is no YAML: %s".formatted(name, e.getMessage()), e);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException(name + " is nested too deep", e);
    }
    if (node == null) {
      throw new IllegalArgumentException(name + " is empty");
    }
    return new YamlNode(name, "the pipeline", node);
  }

  private static String line(MarkedYAMLException e) {
    return e.getProblemMark() == null
        ? e.getMessage()
        : "line %s: %s%s"
            .formatted(
                e.getProblemMark().getLine() + 1,
                e.getContext() == null ? "" : e.getContext() + ", ",
                e.getProblem());
  }

  private static LoaderOptions limits() {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(MOST_BYTES);
    limits.setNestingDepthLimit(DEEPEST);
    limits.setAllowDuplicateKeys(false);
    return limits;
  }

  /** The file's text, if that can be one. */
  static String text(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new IllegalArgumentException(file + " is no file");
      }
      if (Files.size(file) > MOST_BYTES) {
        throw new IllegalArgumentException(
            "%s must have at most %s bytes, not %s".formatted(file, MOST_BYTES, Files.size(file)));
      }
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + " is no text in UTF-8", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** The names that a list of stages or machines has, for messages. */
  static String listed(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
