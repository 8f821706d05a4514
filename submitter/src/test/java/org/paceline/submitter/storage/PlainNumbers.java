package org.paceline.submitter.storage;

import java.util.Locale;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Formats numbers as in no locale while the tests of a class run, as the service does: Hadoop asks
 * S3 for ranges, and a name node names its images, in the digits of the default locale.
 */
public final class PlainNumbers implements BeforeAllCallback, AfterAllCallback {

  private final Locale before = Locale.getDefault(Locale.Category.FORMAT);

  @Override
  public void beforeAll(ExtensionContext context) {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Locale.setDefault(Locale.Category.FORMAT, before);
  }
}
