import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The last lines of a run of CI: every test that failed, then every test that failed once and passed
 * when it was run again. Arguments: when Maven was started in seconds since 1970, its output, its exit code.
 */
final class Report {

  private static final int MOST_LINES = 55;
  private static final int LAST_ERRORS = 40;
  private static final int LONGEST = 400;

  private final Map<String, String> failed = new TreeMap<>();
  private final Map<String, String> flaky = new TreeMap<>();

  public static void main(String[] args) throws Exception {
    Report report = new Report();
    for (Path file : reports(Long.parseLong(args[0]))) {
      report.read(file);
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    report.lines(Path.of(args[1]), Integer.parseInt(args[2])).forEach(out::println);
  }

  /** Those of this run: what an earlier one left is older. */
  private static List<Path> reports(long since) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> modules = Files.list(Path.of("."))) {
      for (Path module : modules.filter(Files::isDirectory).sorted().toList()) {
        for (String kind : List.of("surefire-reports", "failsafe-reports")) {
          Path folder = module.resolve("target").resolve(kind);
          if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
              files.filter(f -> f.getFileName().toString().matches("TEST-.*\\.xml")).forEach(found::add);
            }
          }
        }
      }
    }
    found.removeIf(file -> file.toFile().lastModified() < since * 1000);
    return found;
  }

  private void read(Path file) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    NodeList tests =
        factory.newDocumentBuilder().parse(file.toFile()).getElementsByTagName("testcase");
    for (int i = 0; i < tests.getLength(); i++) {
      Element test = (Element) tests.item(i);
      String method = test.getAttribute("name");
      String name =
          test.getAttribute("classname").replaceFirst(".*\\.", "")
              + "."
              + (method.isEmpty() ? "<class>" : method);
      put(failed, name, test, "failure", "error");
      put(flaky, name, test, "flakyFailure", "flakyError");
    }
  }

  private static void put(Map<String, String> into, String name, Element test, String... kinds) {
    for (String kind : kinds) {
      NodeList found = test.getElementsByTagName(kind);
      if (found.getLength() > 0) {
        Element first = (Element) found.item(0);
        String message = first.getAttribute("message");
        String said = message.isBlank() ? first.getTextContent() : message;
        into.put(name, shortened(first.getAttribute("type"), said));
      }
    }
  }

  private static String shortened(String type, String message) {
    String line = message.replaceAll("\\s+", " ").strip();
    String all = line.isEmpty() ? type : line;
    return all.length() > LONGEST ? all.substring(0, LONGEST) + "…" : all;
  }

  private List<String> lines(Path log, int code) throws IOException {
    List<String> lines = new ArrayList<>();
    if (code != 0 && failed.isEmpty()) {
      lines.add("no test failed, but Maven ended with " + code + "; its last errors:");
      lines.addAll(errors(log));
    }
    boolean room = failed.size() + flaky.size() <= MOST_LINES;
    (room ? failed : byClass(failed)).forEach((name, why) -> lines.add("failed: " + name + ": " + why));
    flaky.forEach((name, why) -> lines.add("flaky: " + name + ": " + why));
    return lines;
  }

  /** Where there are too many for a line each: a line a class, with the first assertion. */
  private static Map<String, String> byClass(Map<String, String> tests) {
    Map<String, String> classes = new TreeMap<>();
    tests.forEach(
        (name, why) -> {
          String[] parts = name.split("\\.", 2);
          classes.merge(parts[0], parts[1] + ": " + why, (all, more) -> parts[1] + ", " + all);
        });
    return classes;
  }

  private static List<String> errors(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      List<String> errors = lines.filter(line -> line.startsWith("[ERROR]")).toList();
      return errors.subList(Math.max(0, errors.size() - LAST_ERRORS), errors.size());
    }
  }
}
