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
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The last lines of a run of CI: what Maven said of failures that no test reports, every test that
 * failed, and at the very end every test that failed once and passed when it was run again.
 * Arguments: when Maven was started in seconds since 1970, its output, its exit code.
 */
final class Report {

  /** All of it must be in the last 60 lines of a run. */
  private static final int MOST_LINES = 58;

  private static final int LAST_LINES = 20;
  private static final int LONGEST = 400;
  private static final String UNREPORTED = ".*(Crashed tests|The forked VM|COMPILATION ERROR|BUILD FAILURE|No space left).*";

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
    DocumentBuilder builder = factory.newDocumentBuilder();
    builder.setErrorHandler(null);
    try {
      NodeList tests = builder.parse(file.toFile()).getElementsByTagName("testcase");
      for (int i = 0; i < tests.getLength(); i++) {
        Element test = (Element) tests.item(i);
        String method = test.getAttribute("name");
        String name = test.getAttribute("classname") + "#" + (method.isEmpty() ? "<class>" : method);
        put(failed, name, test, "failure", "error");
        put(flaky, name, test, "flakyFailure", "flakyError");
      }
    } catch (SAXException e) {
      // As a process of tests leaves it that was killed while it wrote.
      failed.put(file.getFileName().toString().replaceAll("^TEST-|\\.xml$", "") + "#<class>", "its report is torn: " + e.getMessage());
    }
  }

  private static void put(Map<String, String> into, String name, Element test, String... kinds) {
    for (String kind : kinds) {
      NodeList found = test.getElementsByTagName(kind);
      if (found.getLength() > 0) {
        Element first = (Element) found.item(0);
        String message = first.getAttribute("message");
        into.put(name, line(message.isBlank() ? first.getTextContent() : message, LONGEST));
      }
    }
  }

  private static String line(String text, int longest) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() > longest ? line.substring(0, longest) + "..." : line;
  }

  private List<String> lines(Path log, int code) throws IOException {
    List<String> lines = code == 0 ? new ArrayList<>() : unreported(log);
    int room = MOST_LINES - Math.min(lines.size(), MOST_LINES / 2);
    int forFailed = Math.max(room - flaky.size(), room * 2 / 3);
    lines.addAll(said("failed: ", failed, forFailed));
    lines.addAll(said("flaky: ", flaky, room - Math.min(failed.size(), forFailed)));
    return lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
  }

  /** A line a test; where there is no room for that, tests share lines, with less of each assertion. */
  private static List<String> said(String kind, Map<String, String> tests, int room) {
    int each = (tests.size() + Math.max(1, room) - 1) / Math.max(1, room);
    List<String> lines = new ArrayList<>();
    List<String> line = new ArrayList<>();
    for (Map.Entry<String, String> test : tests.entrySet()) {
      line.add(shortened(test.getKey()) + ": " + line(test.getValue(), LONGEST / Math.max(1, each)));
      if (line.size() == each) {
        lines.add(kind + String.join(" | ", line));
        line.clear();
      }
    }
    if (!line.isEmpty()) {
      lines.add(kind + String.join(" | ", line));
    }
    return lines;
  }

  private static String shortened(String name) {
    String[] parts = name.split("#", 2);
    return parts[0].replaceFirst(".*\\.", "") + "." + parts[1];
  }

  /** What no test tells: a process that crashed, a compilation, or else how the output ends. */
  private List<String> unreported(Path log) throws IOException {
    List<String> said = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    List<String> errors = said.stream().filter(l -> l.startsWith("[ERROR]")).toList();
    List<String> told = new ArrayList<>(errors.stream().filter(l -> l.matches(UNREPORTED)).toList());
    if (failed.isEmpty()) {
      List<String> last = errors.isEmpty() ? said : errors;
      told = new ArrayList<>(last.subList(Math.max(0, last.size() - LAST_LINES), last.size()));
      told.add(0, "no test failed, but Maven ended otherwise than well; the last that it said:");
    }
    told.replaceAll(line -> line(line, LONGEST));
    return told;
  }
}
