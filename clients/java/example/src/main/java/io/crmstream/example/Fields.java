package io.crmstream.example;

import io.crmstream.v1.FieldValue;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows custom fields. */
final class Fields {
  private Fields() {}

  /** The value of a custom field for people, with its type in front. */
  static String text(FieldValue field) {
    return switch (field.getValueCase()) {
      case TEXT -> "text " + quote(field.getText());
      case FLAG -> "flag " + field.getFlag();
      case INTEGER -> "integer " + field.getInteger();
      // Digits as sent: parse them with BigDecimal, not as a double.
      case DECIMAL -> "decimal " + field.getDecimal();
      case DATE -> "date " + field.getDate();
      case DATE_TIME -> "instant " + Instant.ofEpochSecond(field.getDateTime().getSeconds(), field.getDateTime().getNanos());
      case TIME -> "time " + field.getTime();
      case OPTION -> "option " + quote(field.getOption().getText());
      case OPTIONS -> "options " + join(field.getOptions().getOptionsList(), FieldValue.Option::getText);
      case FILES -> "files " + join(field.getFiles().getFilesList(), FieldValue.File::getName);
      case POINT -> "point " + field.getPoint().getLatitude() + ", " + field.getPoint().getLongitude();
      case RANGE -> "range " + field.getRange().getLower() + " to " + field.getRange().getUpper();
      case REFERENCES ->
          "references " + join(field.getReferences().getReferencesList(), to -> to.getKind() + " " + to.getId());
      case VALUE_NOT_SET ->
          field.getParseError().isEmpty()
              ? "of a type unknown to these stubs" // from a newer server
              : "unreadable " + field.getRawText() + " (" + field.getParseError() + ")";
    };
  }

  private static <T> String join(List<T> things, Function<T, String> text) {
    return things.stream().map(text.andThen(Fields::quote)).collect(Collectors.joining(", "));
  }

  private static String quote(String text) {
    return '"' + text + '"';
  }
}
