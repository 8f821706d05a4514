package org.paceline.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.paceline.jobs.Gantt.Bar;
import org.paceline.jobs.Gantt.Scale;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class GanttTest {

  private static Document parse(Gantt gantt) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(gantt.svg())));
  }

  private static List<Element> of(Document document, String tag, String kind) {
    List<Element> found = new ArrayList<>();
    NodeList all = document.getElementsByTagName(tag);
    for (int k = 0; k < all.getLength(); k++) {
      Element element = (Element) all.item(k);
      if (element.getAttribute("class").equals(kind)) {
        found.add(element);
      }
    }
    return found;
  }

  private static List<String> texts(Document document, String kind) {
    return of(document, "text", kind).stream().map(Element::getTextContent).toList();
  }

  private static double number(Element element, String name) {
    return Double.parseDouble(element.getAttribute(name));
  }

  @Test
  void barsLieWhereTheirTimesAre() throws Exception {
    Document document =
        parse(
            new Gantt(
                "plan",
                List.of(
                    new Bar("m", "a", 0, 50, ""),
                    new Bar("m", "b", 50, 100, ""),
                    new Bar("n", "c", 25, 50, ""))));

    List<Element> bars = of(document, "svg", "bar");
    double left = number(bars.get(0), "x");
    double width = number(bars.get(0), "width");
    assertThat(number(bars.get(1), "x")).isEqualTo(left + width);
    assertThat(number(bars.get(1), "y")).isEqualTo(number(bars.get(0), "y"));
    assertThat(number(bars.get(2), "x")).isEqualTo(left + width / 2);
    assertThat(number(bars.get(2), "width")).isEqualTo(width / 2);
    assertThat(number(bars.get(2), "y")).isGreaterThan(number(bars.get(0), "y"));
    assertThat(texts(document, "lane")).containsExactly("m", "n");
    assertThat(texts(document, "key")).isEmpty();
  }

  @Test
  void barsAtTheSameTimeAreInRowsOfTheirOwn() throws Exception {
    Document document =
        parse(
            new Gantt(
                "plan",
                List.of(
                    new Bar("m", "a", 0, 10, ""),
                    new Bar("m", "b", 5, 15, ""),
                    new Bar("m", "c", 10.000000000001, 20, ""),
                    new Bar("m", "d", 0, 0, ""))));

    assertThat(of(document, "svg", "bar").stream().map(bar -> number(bar, "y")).distinct())
        .hasSize(2);
  }

  @Test
  void whateverTextIsGivenItIsXml() throws Exception {
    String text = "<a href=\"x\">&amp;]]>\u0000\u001b\n\uD800 七\uD83D\uDE00";

    Document document =
        parse(new Gantt(text, List.of(new Bar(text, text, 0, 100, text), bar("b", "other"))));

    assertThat(texts(document, "title").get(0))
        .isEqualTo("<a href=\"x\">&amp;]]>\uFFFD\uFFFD \uFFFD 七\uD83D\uDE00");
    assertThat(texts(document, "key")).hasSize(2);
  }

  private static Bar bar(String label, String group) {
    return new Bar("m", label, 0, 10, group);
  }

  @Test
  void groupsHaveColoursAndALegend() throws Exception {
    Document document =
        parse(
            new Gantt(
                "p", List.of(bar("a", "planned"), bar("b", "happened"), bar("c", "planned"))));

    List<String> colours = new ArrayList<>();
    for (Element bar : of(document, "svg", "bar")) {
      colours.add(((Element) bar.getElementsByTagName("rect").item(0)).getAttribute("fill"));
    }
    assertThat(texts(document, "key")).containsExactly("planned", "happened");
    assertThat(colours).containsExactly(colours.get(0), colours.get(1), colours.get(0));
    assertThat(colours.get(1)).isNotEqualTo(colours.get(0));
    assertThat(document.getElementsByTagName("title").item(1).getTextContent())
        .isEqualTo("a (planned) on m: 0 s to 10 s, 10 s");
  }

  @Test
  void ticksAreRoundInTheUnitOfTheSpan() throws Exception {
    assertThat(ticks(0, 0.5)).startsWith("0.00 s", "0.05 s");
    assertThat(ticks(0, 44)).startsWith("0 s", "5 s");
    assertThat(ticks(0, 1200)).startsWith("0 min", "2 min");
    assertThat(ticks(0, 40_000)).startsWith("0 h", "2 h");
    assertThat(ticks(0, 1e6)).startsWith("0 d", "2 d");
    assertThat(ticks(1000, 1010)).startsWith("1000 s", "1001 s");
    assertThat(ticks(7, 7)).startsWith("7.0 s");
    assertThat(ticks(-1e308, 1e308)).isNotEmpty();
    assertThat(ticks(1.7e18, 1.7e18)).isNotEmpty();
  }

  private static List<String> ticks(double start, double finish) throws Exception {
    List<String> both =
        texts(parse(new Gantt("p", List.of(new Bar("m", "a", start, finish, "")))), "tick");
    List<String> top = new ArrayList<>();
    for (int k = 0; k < both.size(); k += 2) {
      top.add(both.get(k));
    }
    assertThat(top).hasSizeLessThan(20).doesNotHaveDuplicates();
    return top;
  }

  @Test
  void sharesAreOfAWhole() throws Exception {
    Document document =
        parse(
            new Gantt(
                "p", List.of("m", "idle"), List.of(new Bar("m", "a", 0, 0.5, "")), Scale.SHARES));

    assertThat(texts(document, "tick")).contains("0 %", "50 %", "100 %");
    assertThat(texts(document, "lane")).containsExactly("m", "idle");
  }

  @Test
  void nothingIsAPictureToo() throws Exception {
    assertThat(of(parse(new Gantt("p", List.of())), "svg", "bar")).isEmpty();
  }

  @Test
  void aLongPlanStaysUsable() throws Exception {
    List<Bar> bars = new ArrayList<>();
    for (int k = 0; k < 1000; k++) {
      bars.add(new Bar("node-" + k % 50, "task " + k, 10 * (k / 50), 10 * (k / 50) + 9, ""));
    }

    String svg = new Gantt("long", bars).svg();

    assertThat(svg).isEqualTo(new Gantt("long", bars).svg()).hasSizeLessThan(500_000);
    Document document = parse(new Gantt("long", bars));
    assertThat(of(document, "svg", "bar")).hasSize(1000);
    assertThat(number(document.getDocumentElement(), "height")).isLessThan(1300);
  }

  @Test
  void refusesTimesThatAreNone() {
    assertThatThrownBy(() -> new Bar("m", "a", 2, 1, ""))
        .hasMessage("bar 'a' must end at a finite time after its start 2.0, not at 1.0");
    assertThatThrownBy(() -> new Bar("m", "a", 2, Double.NaN, ""))
        .hasMessage("bar 'a' must end at a finite time after its start 2.0, not at NaN");
    assertThatThrownBy(() -> new Bar("m", "a", 2, Double.POSITIVE_INFINITY, ""))
        .hasMessage("bar 'a' must end at a finite time after its start 2.0, not at Infinity");
  }
}
