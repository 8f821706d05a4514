package org.paceline.submitter.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

/** Bodies of requests and answers. */
public final class Json {

  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private static final String BODY = "body";

  private Json() {}

  /**
   * The body of a request.
   *
   * @param context the request
   * @param type a record that checks itself
   * @param <T> the record
   * @return the record
   * @throws Problem with status 400 if it is not JSON of that form
   */
  public static <T> T body(Context context, Class<T> type) {
    try {
      T body = MAPPER.readValue(bytes(context), type);
      if (body == null) {
        throw Problem.invalid("the body must be a JSON object");
      }
      return body;
    } catch (JsonProcessingException e) {
      throw Problem.invalid("the body is not as it must be: " + said(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The body of a request that may come without one.
   *
   * @param context the request
   * @param type a record that checks itself
   * @param <T> the record
   * @return the record; empty where nothing but blanks came
   * @throws Problem with status 400 if it is not JSON of that form
   */
  public static <T> Optional<T> optionalBody(Context context, Class<T> type) {
    return new String(bytes(context), StandardCharsets.UTF_8).isBlank()
        ? Optional.empty()
        : Optional.of(body(context, type));
  }

  /**
   * The body of a request as it came.
   *
   * @throws Problem with status 408 if the client stopped in the middle of it, or sends too slowly;
   *     413 if it is too large
   */
  static byte[] bytes(Context context) {
    byte[] read = context.attribute(BODY);
    if (read == null) {
      read = read(context);
      context.attribute(BODY, read);
    }
    return read;
  }

  private static byte[] read(Context context) {
    long most = context.appData(BodyLimits.KEY).bytes();
    if (context.req().getContentLengthLong() > most) {
      throw tooLarge(most);
    }
    byte[] read;
    try (InputStream in = SteadyBody.of(context)) {
      read = in.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE));
    } catch (IOException e) {
      throw Problem.of(408, "The body did not come as a whole");
    }
    if (read.length > most) {
      throw tooLarge(most);
    }
    return read;
  }

  private static Problem tooLarge(long most) {
    return Problem.tooLarge("the body may have %s bytes".formatted(most));
  }

  /**
   * Answers with a body.
   *
   * @param context the request
   * @param status the HTTP status
   * @param body what Jackson can write
   */
  public static void answer(Context context, int status, Object body) {
    context.status(status).result(text(body)).contentType("application/json");
  }

  /** Rules that a record states reach the caller; names of classes and what was sent do not. */
  private static String said(JsonProcessingException e) {
    if (e.getCause() instanceof IllegalArgumentException || e.getCause() instanceof Problem) {
      return e.getCause().getMessage();
    }
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "there is no field '%s'".formatted(unknown.getPropertyName());
    }
    if (e instanceof JsonMappingException mapping) {
      String field =
          mapping.getPath().stream()
              .map(part -> part.getFieldName() == null ? "[]" : part.getFieldName())
              .collect(Collectors.joining("."));
      return field.isEmpty()
          ? "it must be one JSON object, and nothing else"
          : "%s is not of its type".formatted(field);
    }
    JsonLocation at = e.getLocation();
    return at == null
        ? "it is no JSON"
        : "it is no JSON at line %s, column %s".formatted(at.getLineNr(), at.getColumnNr());
  }

  static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
