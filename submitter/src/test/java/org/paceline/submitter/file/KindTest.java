package org.paceline.submitter.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Answer;

class KindTest {

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};

  @TempDir Path home;
  private Service service;
  private Service.User ada;

  @BeforeEach
  void start() throws Exception {
    service = new Service(home, "PACELINE_FILE_BYTES", "50000000");
    ada = service.user("ada");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static byte[] zip(Object... namesAndBytes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndBytes.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) namesAndBytes[i]));
        zip.write((byte[]) namesAndBytes[i + 1]);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private void refused(byte[] content, String kind, String rule) throws Exception {
    Answer answer = ada.upload(content, "kind", kind);
    assertThat(answer.status()).as(answer.detail()).isEqualTo(422);
    assertThat(answer.json().get("type").asText()).isEqualTo("/problems/wrong-kind");
    assertThat(answer.detail()).isEqualTo(rule);
    assertThat(ada.get("/files").json().get("items")).isEmpty();
  }

  private void taken(byte[] content, String kind) throws Exception {
    Answer answer = ada.upload(content, "kind", kind);
    assertThat(answer.status()).as(answer.detail()).isEqualTo(201);
    assertThat(answer.json().get("kind").asText()).isEqualTo(kind);
  }

  @Test
  void cifarHasWholeRecordsAndLabelsOfItsKind() throws Exception {
    Answer length = ada.upload(new byte[3074], "kind", "cifar10");
    assertThat(length.status()).isEqualTo(400);
    assertThat(length.detail())
        .endsWith(
            "a file of the kind cifar10 has records of 3073 bytes, and 3074 is no multiple of that");
    byte[] ten = new byte[2 * 3073];
    ten[3073] = 10;
    refused(ten, "cifar10", "a label of cifar10 is below 10, and image 1 has 10");
    ten[3073] = 9;
    taken(ten, "cifar10");
    byte[] hundred = new byte[3074];
    hundred[1] = 99;
    taken(hundred, "cifar100");
    Answer kind = ada.upload(new byte[10], "kind", "movie");
    assertThat(kind.status()).isEqualTo(400);
  }

  @Test
  void imagesInFoldersAreTaken() throws Exception {
    taken(
        zip("cats/", new byte[0], "cats/1.png", PNG, "2.JPG", bytes(0xff, 0xd8, 0xff, 0)),
        "images");
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @Test
  void whatIsNoArchiveOfImagesIsRefused() throws Exception {
    refused(UploadTest.random(500), "images", "it is no archive: neither ZIP nor tar nor tar.gz");
    refused(new byte[3], "images", "it is no archive: neither ZIP nor tar nor tar.gz");
    refused(
        new byte[] {'P', 'K', 3, 4},
        "images",
        "it is no ZIP archive: it has no directory at its end");
    refused(zip(), "images", "the archive has no images");
    refused(
        zip("a.png", "#!/bin/sh".getBytes(ISO_8859_1)),
        "images",
        "'a.png' is no image in the form of its name;"
            + " those taken are png, jpg, jpeg, gif and bmp");
  }
}
