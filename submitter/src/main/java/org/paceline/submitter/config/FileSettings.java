package org.paceline.submitter.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What the submitter is told of data sets and files.
 *
 * @param folder where they are; the home folder's {@code files} unless another is named
 * @param fileBytes the largest file
 * @param partBytes the usual part of an upload
 * @param userBytes what files of one user take, unless an admin says otherwise
 * @param projectBytes what files of one project take, unless an admin says otherwise
 * @param upload how long an upload waits for its next part
 * @param bin how long the recycle bin keeps
 * @param sweep how often what has expired is looked for
 */
public record FileSettings(
    Path folder,
    long fileBytes,
    long partBytes,
    long userBytes,
    long projectBytes,
    Duration upload,
    Duration bin,
    Duration sweep) {}
