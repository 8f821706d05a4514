package org.paceline.submitter.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.paceline.submitter.storage.Storage.Draft;
import org.paceline.submitter.storage.Storage.Piece;

/** What every storage does. */
abstract class StorageContract {

  abstract Storage storage();

  /** The smallest part that it takes, but for the last. */
  abstract int partBytes();

  static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  final Draft begun(byte[] content) throws IOException {
    UUID id = UUID.randomUUID();
    return new Draft(id, content.length, storage().begin(id, content.length));
  }

  final Piece written(Draft draft, byte[] content, int number) throws IOException {
    return written(draft, content, number, new ByteArrayInputStream(part(content, number)));
  }

  final byte[] part(byte[] content, int number) {
    int from = (number - 1) * partBytes();
    return Arrays.copyOfRange(content, from, Math.min(content.length, from + partBytes()));
  }

  private Piece written(Draft draft, byte[] content, int number, InputStream bytes)
      throws IOException {
    long offset = (number - 1L) * partBytes();
    Piece piece = new Piece(number, UUID.randomUUID(), offset, part(content, number).length, "");
    String receipt = storage().write(draft, piece, bytes);
    return new Piece(number, piece.attempt(), offset, piece.length(), receipt);
  }

  final byte[] read(UUID file, long from) throws IOException {
    try (InputStream in = storage().open(file, from)) {
      return in.readAllBytes();
    }
  }

  private List<UUID> files() throws IOException {
    List<UUID> ids = new ArrayList<>();
    storage().files(entry -> ids.add(entry.id()));
    return ids;
  }

  private List<UUID> uploads() throws IOException {
    List<UUID> ids = new ArrayList<>();
    storage().uploads(entry -> ids.add(entry.id()));
    return ids;
  }

  @Test
  void partsInAnyOrderAreOneFileOnceItIsKept() throws IOException {
    byte[] content = random(2 * partBytes() + 77);
    Draft draft = begun(content);
    Piece third = written(draft, content, 3);
    Piece first = written(draft, content, 1);
    Piece second = written(draft, content, 2);
    assertThat(files()).doesNotContain(draft.id());
    assertThat(storage().size(draft.id())).isEmpty();
    if (storage().readsParts()) {
      try (InputStream in = storage().openPart(draft, second)) {
        assertThat(in.readAllBytes()).isEqualTo(part(content, 2));
      }
    }
    List<Piece> pieces = List.of(first, second, third);
    storage().keep(draft, pieces);
    assertThat(read(draft.id(), 0)).isEqualTo(content);
    assertThat(read(draft.id(), partBytes() + 5L))
        .isEqualTo(Arrays.copyOfRange(content, partBytes() + 5, content.length));
    assertThat(storage().size(draft.id())).hasValue(content.length);
    assertThat(files()).contains(draft.id());
    assertThat(uploads()).doesNotContain(draft.id());

    storage().keep(draft, pieces);
    assertThat(read(draft.id(), 0)).as("kept a second time").isEqualTo(content);
    if (storage().readsParts()) {
      try (InputStream in = storage().openPart(draft, third)) {
        assertThat(in.readAllBytes()).as("of a file in place").isEqualTo(part(content, 3));
      }
    }
    storage().drop(draft);
    assertThat(read(draft.id(), 0)).isEqualTo(content);
    storage().delete(draft.id());
    storage().delete(draft.id());
    assertThat(storage().size(draft.id())).isEmpty();
    assertThat(files()).doesNotContain(draft.id());
    assertThatThrownBy(() -> read(draft.id(), 0)).isInstanceOf(IOException.class);
  }

  @Test
  void aPartThatBreaksOffIsWrittenAgain() throws IOException {
    byte[] content = random(2 * partBytes());
    Draft draft = begun(content);
    Piece second = written(draft, content, 2);
    assertThatThrownBy(() -> written(draft, content, 1, broken(part(content, 1))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the cable is out");
    Piece first = written(draft, content, 1);
    storage().keep(draft, List.of(first, second));
    assertThat(read(draft.id(), 0)).isEqualTo(content);
    storage().delete(draft.id());
  }

  private static InputStream broken(byte[] content) {
    InputStream half = new ByteArrayInputStream(content, 0, content.length / 2);
    InputStream end =
        new InputStream() {
          @Override
          public int read() {
            throw new IllegalStateException("the cable is out");
          }
        };
    return new SequenceInputStream(half, end);
  }

  @Test
  void theLastOfTwoThatWroteOnePartIsKept() throws IOException {
    byte[] content = random(partBytes() + 9);
    byte[] other = content.clone();
    other[5]++;
    Draft draft = begun(content);
    written(draft, other, 1);
    Piece second = written(draft, content, 2);
    Piece first = written(draft, content, 1);
    storage().keep(draft, List.of(first, second));
    assertThat(read(draft.id(), 0)).isEqualTo(content);
    storage().delete(draft.id());
  }

  @Test
  void whatIsDroppedLeavesNothing() throws IOException {
    byte[] content = random(partBytes() + 9);
    Draft draft = begun(content);
    Piece first = written(draft, content, 1);
    if (storage().readsParts()) {
      assertThat(uploads()).contains(draft.id());
    }
    storage().drop(draft);
    storage().drop(draft);
    assertThat(uploads()).doesNotContain(draft.id());
    assertThatThrownBy(() -> storage().keep(draft, List.of(first, first)))
        .isInstanceOf(IOException.class);
    assertThat(files()).doesNotContain(draft.id());
  }

  @Test
  void itCanBeReached() throws IOException {
    storage().check();
  }
}
