package org.paceline.submitter.archive;

import java.util.Optional;

/** Looks at the labels of CIFAR records while their bytes pass by in order. Not thread-safe. */
public final class CifarLabels {

  private final CifarForm form;
  private long position;
  private String violation;

  /**
   * Prepares for the first byte.
   *
   * @param form of the records
   */
  public CifarLabels(CifarForm form) {
    this.form = form;
  }

  /**
   * Looks at the bytes that follow those before.
   *
   * @param buffer has them
   * @param offset of the first
   * @param length how many
   */
  public void update(byte[] buffer, int offset, int length) {
    int record = form.recordBytes();
    int i = 0;
    while (i < length && violation == null) {
      int within = (int) ((position + i) % record);
      if (within < form.labels()) {
        check(within, buffer[offset + i] & 0xff, (position + i) / record);
        i++;
      } else {
        i += record - within;
      }
    }
    position += length;
  }

  private void check(int label, int value, long image) {
    if (value >= form.mostOf(label)) {
      violation =
          "a label of %s is below %s, and image %s has %s"
              .formatted(form, form.mostOf(label), image, value);
    }
  }

  /**
   * What is wrong with all of it.
   *
   * @return the first rule that is broken; empty if none is
   */
  public Optional<String> end() {
    if (violation == null && position % form.recordBytes() != 0) {
      violation =
          "records of %s have %s bytes, and %s is no multiple of that"
              .formatted(form, form.recordBytes(), position);
    }
    return Optional.ofNullable(violation);
  }
}
