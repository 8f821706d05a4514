package org.paceline.jobs.pipeline;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The file of a pipeline.
 *
 * @param path where it is
 * @param text what it holds
 */
// By nodes, not by objects: an error can tell its line, and nothing in the file can name a class.
// Anchors mean what they mean in YAML. They cannot blow the file up, as it is walked to a fixed
// depth: aliases of a list of a thousand texts in each of a thousand stages are the most.
record PipelineFile(Path path, String text) {

  private static final int MOST_BYTES = 1 << 20;
  private static final int DEEPEST = 50;
  private static final int MOST_ALIASES = 10_000;

  /** Reads a file's text, if that can be one. */
  static PipelineFile of(Path path) {
    return new PipelineFile(path, text(path));
  }

  /**
   * Makes a pipeline of it.
   *
   * @param folder what {@code ${pipeline}} stands for
   * @param given variables, beside those of the file
   * @param here the machine where the file names none
   * @throws IllegalArgumentException naming the line and the rule
   */
  PipelineReader.Read read(Path folder, Given given, Supplier<Place> here) {
    return new PipelineReader(folder, given, here).read(root());
  }

  private YamlNode root() {
    String name = String.valueOf(path);
    Node node;
    try {
      node = new Yaml(limits()).compose(new StringReader(text));
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
    limits.setMaxAliasesForCollections(MOST_ALIASES);
    limits.setAllowDuplicateKeys(false);
    return limits;
  }

  private static String text(Path file) {
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
