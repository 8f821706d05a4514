package org.paceline.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the files of a CIFAR set are: in the folder that was given, in that to which the official
 * archive unpacks, or in the only folder of it that has such files. Both subsets come from one
 * place.
 *
 * @param format the set
 * @param folder what was given
 */
record CifarFolder(CifarFormat format, Path folder) {

  private static final Logger LOG = LoggerFactory.getLogger(CifarFolder.class);

  /** What browsers, wget and desktops make of a name that is taken. */
  private static final String COPIED =
      "(?:Copy of )?(%s)(?:(?: ?\\([0-9]+\\)| [0-9]+| - Copy.*| copy.*)\\.bin|\\.bin\\.[0-9]+)";

  /**
   * A subset's files by name.
   *
   * @throws DataException if there are none; says what is there instead
   */
  List<FileStatus> files(Subset subset) {
    Optional<Path> place = place();
    List<FileStatus> there = place.map(Storage::list).orElse(List.of());
    List<FileStatus> files =
        there.stream()
            .filter(FileStatus::isFile)
            .filter(file -> format.isFile(file.getPath().getName(), subset))
            .toList();
    place.ifPresent(path -> checkCopies(path, there, subset));
    if (files.isEmpty()) {
      throw new DataException(
          "%s holds no %s file of %s: expected names like %s; %s"
              .formatted(
                  place.orElse(folder),
                  subset.name().toLowerCase(Locale.ROOT),
                  format.id(),
                  format.example(subset),
                  new CifarStrangers(format, place.orElse(folder)).found()));
    }
    tellGaps(files);
    return files;
  }

  /** Batches are numbered from 1; people forget to copy one. */
  private static void tellGaps(List<FileStatus> files) {
    List<String> names = files.stream().map(file -> file.getPath().getName()).toList();
    for (int i = 1; i <= names.size(); i++) {
      String batch = "data_batch_" + i + ".bin";
      if (names.get(0).startsWith("data_batch_") && !names.contains(batch)) {
        LOG.warn("{} is not among the batches: {}", batch, names);
        return;
      }
    }
  }

  private Optional<Path> place() {
    if (CifarStrangers.status(folder).filter(FileStatus::isDirectory).isEmpty()) {
      return Optional.empty();
    }
    List<Path> usual = new ArrayList<>(List.of(folder));
    format.folders().forEach(name -> usual.add(new Path(folder, name)));
    Optional<Path> first =
        usual.stream().filter(path -> holdsFiles(Storage.list(path))).findFirst();
    if (first.isPresent()) {
      return first;
    }
    List<Path> below =
        CifarStrangers.folders(folder).stream()
            .filter(path -> holdsFiles(CifarStrangers.list(path)))
            .toList();
    return below.size() == 1 ? Optional.of(below.get(0)) : Optional.empty();
  }

  private boolean holdsFiles(List<FileStatus> entries) {
    return entries.stream()
        .anyMatch(entry -> entry.isFile() && format.isFile(entry.getPath().getName()));
  }

  /** A batch that is there under a copy's name only would be left out. */
  private void checkCopies(Path place, List<FileStatus> there, Subset subset) {
    List<String> names = there.stream().map(file -> file.getPath().getName()).toList();
    for (String name : names) {
      Optional<String> original = original(format, name, subset);
      if (original.isPresent() && !names.contains(original.get())) {
        throw new DataException(
            "%s holds '%s', but no %s: if it is that file, rename it"
                .formatted(place, name, original.get()));
      }
    }
  }

  /** The name that a file had before a second download or a copy changed it. */
  static Optional<String> original(CifarFormat format, String name, Subset subset) {
    Matcher matcher = Pattern.compile(COPIED.formatted(format.stem(subset))).matcher(name);
    return matcher.matches() ? Optional.of(matcher.group(1) + ".bin") : Optional.empty();
  }
}
