package org.paceline.submitter.command;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import org.paceline.submitter.client.RefusedException;
import org.paceline.submitter.client.SignedOutException;
import org.paceline.submitter.client.UnreachableException;

/** What a command that fails says, and what it ends with. */
final class Failure {

  static final int BAD_ARGUMENTS = 2;

  private static final int FAILED = 1;
  private static final int SIGNED_OUT = 3;
  private static final int UNREACHABLE = 4;
  private static final int UNAUTHENTICATED = 401;

  private Failure() {}

  static String message(Exception e) {
    if (e instanceof FileAlreadyExistsException there) {
      return there.getFile() + " is there already: --force replaces it";
    }
    // Those of files have nothing but its name as their message.
    return e instanceof FileSystemException ? e.toString() : e.getMessage();
  }

  static int code(Exception e) throws Exception {
    if (e instanceof RefusedException refused) {
      return refused.status() == UNAUTHENTICATED ? SIGNED_OUT : FAILED;
    }
    if (e instanceof FileAlreadyExistsException) {
      return BAD_ARGUMENTS;
    }
    if (e instanceof Finder.NotFoundException
        || e instanceof IllegalStateException
        || e instanceof IOException) {
      return FAILED;
    }
    if (e instanceof IllegalArgumentException) {
      return BAD_ARGUMENTS;
    }
    if (e instanceof SignedOutException) {
      return SIGNED_OUT;
    }
    if (e instanceof UnreachableException) {
      return UNREACHABLE;
    }
    throw e;
  }
}
