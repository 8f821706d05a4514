package org.paceline.data;

import java.io.EOFException;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.paceline.base.Hashing;

/** A CIFAR set in its binary format, on any Hadoop file system. */
final class CifarExamples implements Examples {

  private static final long serialVersionUID = 1L;
  private static final int RECORDS_A_READ = 512;

  private final CifarFormat format;
  private final List<String> files;
  private final List<Integer> records;
  private final int size;
  private final String fingerprint;

  private CifarExamples(CifarFormat format, List<String> files, List<Integer> records) {
    this.format = format;
    this.files = List.copyOf(files);
    this.records = List.copyOf(records);
    this.size = records.stream().mapToInt(Integer::intValue).sum();
    this.fingerprint = verify();
  }

  /**
   * Opens a subset in a folder and reads it through once, so that bad data is found before
   * training.
   */
  static Examples open(CifarFormat format, String location, Subset subset) {
    List<FileStatus> found = new CifarFolder(format, Storage.path(location)).files(subset);
    List<String> files = new ArrayList<>();
    List<Integer> records = new ArrayList<>();
    for (FileStatus file : found) {
      files.add(file.getPath().toString());
      records.add(records(format, file));
    }
    return new CifarExamples(format, files, records);
  }

  private static int records(CifarFormat format, FileStatus file) {
    long length = file.getLen();
    long rest = length % format.recordBytes();
    if (length == 0 || rest != 0) {
      throw new DataException(
          "%s has %s bytes, which is not a whole number of %s records of %s bytes: %s"
              .formatted(
                  file.getPath(),
                  length,
                  format.id(),
                  format.recordBytes(),
                  length == 0 ? "it is empty" : notWhole(format, length)));
    }
    return Math.toIntExact(length / format.recordBytes());
  }

  private static String notWhole(CifarFormat format, long length) {
    CifarFormat other = format.other();
    long rest = length % format.recordBytes();
    return length % other.recordBytes() == 0
        ? "it has %s %s records of %s bytes, and that set's files are called %s and %s"
            .formatted(
                length / other.recordBytes(),
                other.id(),
                other.recordBytes(),
                other.example(Subset.TRAIN),
                other.example(Subset.TEST))
        : "%s bytes too many or %s too few".formatted(rest, format.recordBytes() - rest);
  }

  private String verify() {
    MessageDigest digest = Hashing.digest("SHA-256");
    for (int from = 0; from < size; from += RECORDS_A_READ) {
      ExampleBlock block = read(from, Math.min(RECORDS_A_READ, size - from));
      digest.update(block.pixels());
      for (int label : block.labels()) {
        digest.update((byte) label);
      }
    }
    return Hashing.hex(digest.digest());
  }

  @Override
  public ExampleBlock read(int from, int count) {
    Objects.checkFromIndexSize(from, count, size);
    byte[] pixels = new byte[count * CifarFormat.SHAPE.length()];
    int[] labels = new int[count];
    int done = 0;
    int before = 0;
    for (int file = 0; file < files.size() && done < count; file++) {
      int first = from + done - before;
      int here = Math.min(count - done, records.get(file) - first);
      if (here > 0) {
        readFile(file, first, here, pixels, labels, done);
        done += here;
      }
      before += records.get(file);
    }
    return new ExampleBlock(CifarFormat.SHAPE, pixels, labels);
  }

  private void readFile(int file, int first, int count, byte[] pixels, int[] labels, int done) {
    int recordBytes = format.recordBytes();
    byte[] raw = fetch(files.get(file), (long) first * recordBytes, count * recordBytes);
    int length = CifarFormat.SHAPE.length();
    for (int i = 0; i < count; i++) {
      int offset = i * recordBytes;
      labels[done + i] = format.label(raw, offset, files.get(file), first + (long) i);
      System.arraycopy(raw, offset + format.labelBytes(), pixels, (done + i) * length, length);
    }
  }

  private static byte[] fetch(String file, long position, int length) {
    Path path = new Path(file);
    byte[] raw = new byte[length];
    try (FSDataInputStream in = Storage.of(path).open(path)) {
      in.readFully(position, raw);
      return raw;
    } catch (EOFException e) {
      throw new DataException(
          "%s is shorter than when it was opened: no bytes %s to %s"
              .formatted(file, position, position + length),
          e);
    } catch (IOException e) {
      throw new DataException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public ImageShape shape() {
    return CifarFormat.SHAPE;
  }

  @Override
  public List<String> classes() {
    return format.classes();
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }
}
