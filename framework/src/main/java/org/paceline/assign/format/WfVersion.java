package org.paceline.assign.format;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paceline.base.FormatException;

/**
 * The two parts that a workflow has since WfFormat 1.5; before, tasks were in the workflow itself.
 */
final class WfVersion {

  private static final Pattern VERSION = Pattern.compile("1\\.(\\d{1,4})(\\..*)?");
  private static final int FIRST = 5;

  private WfVersion() {}

  static Fields part(Fields file, String part) {
    String version = file.text("schemaVersion").orElse("without a version");
    Matcher known = VERSION.matcher(version);
    if (file.text("schemaVersion").isPresent()
        && !(known.matches() && Integer.parseInt(known.group(1)) >= FIRST)) {
      throw wrong(file, version, "");
    }
    return file.object("workflow")
        .orElseThrow(() -> wrong(file, version, ", and workflow is missing"))
        .object(part)
        .orElseThrow(() -> wrong(file, version, ", and workflow." + part + " is missing"))
        .called(file.place() + ": workflow." + part);
  }

  private static FormatException wrong(Fields file, String version, String missing) {
    return new FormatException(
        ("%s: it must be WfFormat 1.5 or a later 1.x, which has workflow.specification and"
                + " workflow.execution, but it is WfFormat %s%s")
            .formatted(file.place(), version, missing));
  }
}
