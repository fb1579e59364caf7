//===- PlanDrawing.cpp - The layers of an s-op as a drawing ---------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Inputs, heads and element-wise stages stand in columns from left to right. A
// box has a title, which says what the selector of a head is, and a row for
// each sequence. What a row gives goes from its right side to the left side of
// what uses it; to pass a column it gets a lane there, a place like that of a
// box, so that no line crosses a box.
//
//===----------------------------------------------------------------------===//

#include "PlanReport.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Unicode.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <set>

using namespace nn::rasp;
using llvm::ArrayRef;
using llvm::StringRef;

/// What a label holds at most, in characters, and its tooltip.
static constexpr size_t kLabelLength = 42;
static constexpr size_t kTooltipLength = 400;
/// Rows of a box and boxes of a column beyond these are counted only.
static constexpr size_t kMaxRows = 12;
static constexpr size_t kMaxTitleLines = 4;
static constexpr size_t kMaxHeads = 16;

// Lengths are in pixels; a character of the font is 0.6 of its size wide.
static constexpr int kFontSize = 12;
static constexpr int kLineHeight = 18;
static constexpr int kPadding = 8;
static constexpr int kGap = 14;       ///< between the items of a column
static constexpr int kLaneHeight = 6; ///< of an item that is a lane
static constexpr int kColumnGap = 52;
static constexpr int kMargin = 24;
static constexpr int kTop = 84; ///< above the items: titles
static constexpr int kLegendWidth = 460;

static constexpr StringRef kLineColor = "#777777";

/// The columns that a text takes in a font of one width, in tenths of pixels.
static int getTextWidth(StringRef text) {
  int columns = llvm::sys::unicode::columnWidthUTF8(text);
  if (columns < 0)
    columns = static_cast<int>(getCodePoints(text).size());
  return columns * kFontSize * 6;
}

/// Writes a text such that XML takes it.
static void writeEscaped(llvm::raw_ostream &os, StringRef text) {
  for (uint32_t point : getCodePoints(text)) {
    bool isAllowed = (point >= 0x20 && point != 0xfffe && point != 0xffff) ||
                     point == '\t' || point == '\n';
    if (point == '&')
      os << "&amp;";
    else if (point == '<')
      os << "&lt;";
    else if (point == '>')
      os << "&gt;";
    else if (point == '"')
      os << "&quot;";
    else
      os << encode(isAllowed ? point : 0xfffdu);
  }
}

namespace {
struct Line {
  std::string text;
  std::string tooltip;
  bool isBold = false;
};

enum class BoxKind { Input, PlanHead, Elements };

struct Box {
  BoxKind kind;
  size_t column;
  /// The title lines, and then the rows.
  std::vector<Line> title, rows;
  int x = 0, y = 0;

  int getHeight() const {
    return static_cast<int>(title.size() + rows.size()) * kLineHeight +
           kPadding;
  }
  /// The middle of the title or of a row.
  int getPortY(std::optional<size_t> row) const {
    size_t line = row ? title.size() + *row : 0;
    int lines = row ? 1 : static_cast<int>(title.size());
    return y + kPadding / 2 + static_cast<int>(line) * kLineHeight +
           lines * kLineHeight / 2;
  }
};

/// Where a line starts or ends: a row of a box, or its title.
struct Port {
  size_t box;
  std::optional<size_t> row;

  bool operator<(const Port &other) const {
    return std::tie(box, row) < std::tie(other.box, other.row);
  }
};

struct Column {
  /// 0 for the inputs and what comes before attention.
  size_t layer;
  std::vector<size_t> boxes;
  int x = 0, width = 0;
};

class Drawing {
public:
  explicit Drawing(const NamedPlan &named) : named(named), plan(named.plan) {}

  void write(llvm::raw_ostream &os);

private:
  // Building.
  size_t addBox(BoxKind kind, size_t column);
  Port addRow(size_t box, Line line);
  void addInputs();
  void addHeads(size_t layer);
  void addElements(size_t layer);
  void addHeadPort(const Step *result, Port port);
  Line makeLine(llvm::function_ref<std::string(size_t)> describe) const;

  // Lines.
  void connect();
  /// From what `step` is computed of to `target`.
  void connectSources(const Step *step, Port target, bool isSelector);
  void addLine(const Step *step, Port target, bool isSelector);

  // Placing.
  void place();
  void placeColumn(size_t number);
  int getSourceY(Port source, size_t column) const;

  // Writing.
  void writeBands(llvm::raw_ostream &os) const;
  void writeLegend(llvm::raw_ostream &os) const;
  void writeLines(llvm::raw_ostream &os) const;
  void writeBox(llvm::raw_ostream &os, const Box &box) const;
  void writeText(llvm::raw_ostream &os, int x, int y, const Line &line,
                 StringRef attributes = "") const;
  static void writeCurve(llvm::raw_ostream &os, int fromX, int fromY, int toX,
                         int toY, bool isSelector);

  const NamedPlan &named;
  const Plan &plan;
  std::vector<Column> columns;
  std::vector<Box> boxes;
  /// Where the value of a step is.
  std::map<const Step *, Port> ports;
  /// Where heads compute what a step is computed of.
  std::map<const Step *, std::set<Port>> headPorts;
  /// Where heads get what their selectors compare, and rows what they average.
  std::vector<std::tuple<const Step *, Port, bool>> wanted;
  /// The targets of each source, and whether they are titles of heads.
  std::map<Port, std::map<Port, bool>> lines;
  /// The places of lanes: source and column.
  std::map<std::pair<Port, size_t>, int> lanes;
  /// Of the drawing, and of its lowest item.
  int width = 0, height = 0, bottom = kTop;
};
} // namespace

//===----------------------------------------------------------------------===//
// Boxes
//===----------------------------------------------------------------------===//

size_t Drawing::addBox(BoxKind kind, size_t column) {
  boxes.push_back({kind, column, {}, {}});
  columns[column].boxes.push_back(boxes.size() - 1);
  return boxes.size() - 1;
}

/// Adds a row; the last one that a box has room for stands for all others.
Port Drawing::addRow(size_t box, Line line) {
  std::vector<Line> &rows = boxes[box].rows;
  if (rows.size() < kMaxRows) {
    rows.push_back(std::move(line));
    return {box, rows.size() - 1};
  }
  Line &rest = rows.back();
  if (rows.size() == kMaxRows && !StringRef(rest.text).starts_with("... and"))
    rest = {"... and 1 more", ""};
  size_t count = 0;
  StringRef(rest.text).drop_front(8).consumeInteger(10, count);
  rest.text = "... and " + std::to_string(count + 1) + " more";
  return {box, rows.size() - 1};
}

Line Drawing::makeLine(llvm::function_ref<std::string(size_t)> describe) const {
  Line line{describe(kLabelLength), describe(kTooltipLength)};
  if (line.tooltip == line.text)
    line.tooltip.clear();
  return line;
}

/// The places of the operators between selectors, not those in their operands.
static std::vector<size_t> findOperators(StringRef text) {
  std::vector<size_t> places;
  std::vector<bool> isCall; // of the brackets that are open
  bool isQuoted = false;
  for (size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    isQuoted ^= c == '"';
    if (isQuoted)
      continue;
    if (c == '(')
      isCall.push_back(at > 0 &&
                       (llvm::isAlnum(text[at - 1]) || text[at - 1] == '_'));
    else if (c == ')' && !isCall.empty())
      isCall.pop_back();
    StringRef rest = text.drop_front(at);
    if ((rest.starts_with(" and ") || rest.starts_with(" or ")) &&
        !llvm::is_contained(isCall, true))
      places.push_back(at);
  }
  return places;
}

/// Cuts a selector into lines, before its operators, as few as are short.
static std::vector<Line> wrap(StringRef text, StringRef tooltip) {
  std::vector<size_t> ends = findOperators(text);
  ends.push_back(text.size());
  std::vector<Line> lines;
  bool isCut = false;
  for (size_t start = 0, next = 0; next < ends.size();) {
    size_t end = ends[next++];
    while (next < ends.size() && ends[next] - start <= kLabelLength)
      end = ends[next++];
    std::string shown = text.slice(start, end).trim(' ').str();
    bool isLast = lines.size() + 1 == kMaxTitleLines && next < ends.size();
    llvm::SmallVector<uint32_t> points = getCodePoints(shown);
    if (points.size() > kLabelLength || isLast) {
      points.truncate(std::min(points.size(), kLabelLength - 3));
      shown = encode(points) + "...";
      isCut = true;
    }
    lines.push_back({std::move(shown), "", true});
    if (isLast)
      break;
    start = end;
  }
  if (isCut)
    lines.front().tooltip = tooltip.str();
  return lines;
}

void Drawing::addInputs() {
  columns.push_back({0, {}});
  for (const Step *step : plan.steps) {
    if (!step->operands.empty() || step->kind >= StepKind::Length)
      continue;
    size_t box = addBox(BoxKind::Input, 0);
    ports[step] = addRow(box, {named.text.describe(step), ""});
  }
}

void Drawing::addHeads(size_t layer) {
  columns.push_back({layer, {}});
  size_t column = columns.size() - 1;
  const std::vector<PlanHead> &heads = plan.layers[layer].heads;
  for (auto [number, head] : llvm::enumerate(heads)) {
    if (number >= kMaxHeads) {
      // The last box stands for all others.
      size_t rest = addBox(BoxKind::PlanHead, column);
      boxes[rest].title.push_back(
          {"... and " + std::to_string(heads.size() - number) + " more heads",
           "", true});
      for (const PlanHead &other : llvm::ArrayRef(heads).drop_front(number))
        for (const HeadValue &value : other.values)
          for (const Step *result : value.results)
            addHeadPort(result, {rest, std::nullopt});
      return;
    }
    size_t box = addBox(BoxKind::PlanHead, column);
    boxes[box].title =
        wrap(describeSelector(named, head, kMaxTitleLines * kLabelLength),
             describeSelector(named, head, kTooltipLength));
    if (head.selector)
      wanted.emplace_back(head.selector, Port{box, std::nullopt}, true);
    for (const HeadValue &value : head.values) {
      Port port =
          addRow(box, makeLine([&](size_t length) {
                   std::string text = describeAveraged(named, value, length);
                   const Step *result = value.results.front();
                   if (value.averaged == Averaged::Sequence &&
                       (named.text.hasName(result) || result == plan.result))
                     text += " \u2192 " + (result == plan.result
                                               ? named.name
                                               : named.text.describe(result));
                   return text;
                 }));
      if (value.source)
        wanted.emplace_back(value.source, port, false);
      for (const Step *result : value.results)
        addHeadPort(result, port);
    }
  }
}

void Drawing::addHeadPort(const Step *result, Port port) {
  headPorts[result].insert(port);
  ports[result] = port;
}

void Drawing::addElements(size_t layer) {
  const std::vector<const Step *> &elements = plan.layers[layer].elements;
  if (elements.empty())
    return;
  columns.push_back({layer, {}});
  size_t box = addBox(BoxKind::Elements, columns.size() - 1);
  for (const Step *step : elements) {
    Port port = addRow(box, makeLine([&](size_t length) {
                         std::string text =
                             describeElement(named, step, length);
                         if (step == plan.result && !named.text.hasName(step))
                           text = named.name + " = " + text;
                         return text;
                       }));
    if (step == plan.result)
      boxes[box].rows[*port.row].isBold = true;
    // A width is computed from the heads that are for it.
    for (Port head : headPorts[step])
      lines[head][port] = false;
    wanted.emplace_back(step, port, false);
    ports[step] = port;
  }
}

//===----------------------------------------------------------------------===//
// Lines
//===----------------------------------------------------------------------===//

void Drawing::addLine(const Step *step, Port target, bool isSelector) {
  auto source = ports.find(step);
  if (source == ports.end())
    return connectSources(step, target, isSelector);
  if (boxes[source->second.box].column < boxes[target.box].column)
    lines[source->second][target] |= isSelector;
}

void Drawing::connectSources(const Step *step, Port target, bool isSelector) {
  // A row may be an expression of many steps, which are shared.
  std::set<const Step *> seen;
  llvm::SmallVector<const Step *> pending(step->operands.begin(),
                                          step->operands.end());
  while (!pending.empty()) {
    const Step *next = pending.pop_back_val();
    if (!seen.insert(next).second)
      continue;
    if (ports.count(next))
      addLine(next, target, isSelector);
    else
      llvm::append_range(pending, next->operands);
  }
}

void Drawing::connect() {
  for (auto &[step, target, isSelector] : wanted) {
    // The elements are computed here, the sequences that heads read elsewhere.
    bool isHere = boxes[target.box].kind == BoxKind::Elements;
    bool isUnit =
        step->kind == StepKind::Width || step->kind == StepKind::Length;
    if (isHere && isUnit)
      continue;
    if (isHere || step->isSelector())
      connectSources(step, target, isSelector);
    else
      addLine(step, target, isSelector);
  }
}

//===----------------------------------------------------------------------===//
// Placing
//===----------------------------------------------------------------------===//

/// Where the value of `source` leaves the column before `column`.
int Drawing::getSourceY(Port source, size_t column) const {
  if (boxes[source.box].column + 1 == column)
    return boxes[source.box].getPortY(source.row);
  return lanes.find({source, column - 1})->second;
}

void Drawing::placeColumn(size_t number) {
  // A box, or a lane of a source.
  struct Item {
    double wanted;
    std::optional<size_t> box;
    Port source;
  };
  std::vector<Item> items;
  for (size_t box : columns[number].boxes) {
    double sum = 0;
    int count = 0;
    for (auto &[source, targets] : lines)
      for (auto &[target, isSelector] : targets)
        if (target.box == box) {
          sum += getSourceY(source, number);
          ++count;
        }
    double middle = boxes[box].getHeight() / 2.0;
    items.push_back({count ? sum / count : kTop + middle, box, {}});
  }
  for (auto &[source, targets] : lines) {
    size_t last = 0;
    for (auto &[target, isSelector] : targets)
      last = std::max(last, boxes[target.box].column);
    if (boxes[source.box].column < number && number < last)
      items.push_back(
          {double(getSourceY(source, number)), std::nullopt, source});
  }
  // Where several want one place, boxes are first, in their order.
  llvm::sort(items, [](const Item &a, const Item &b) {
    constexpr size_t none = std::numeric_limits<size_t>::max();
    return std::tuple(a.wanted, a.box.value_or(none), a.source) <
           std::tuple(b.wanted, b.box.value_or(none), b.source);
  });
  // Items that would overlap move apart, up and down alike: of all placings in
  // this order the one with the least squares of moves.
  struct Run {
    double sum; ///< of the tops that are wanted, without the items above
    int count;
  };
  std::vector<Run> runs;
  std::vector<int> offsets;
  int offset = 0;
  for (const Item &item : items) {
    int itemHeight = item.box ? boxes[*item.box].getHeight() : kLaneHeight;
    offsets.push_back(offset);
    runs.push_back({item.wanted - itemHeight / 2.0 - offset, 1});
    offset += itemHeight + (item.box ? kGap : kLaneHeight);
    while (runs.size() > 1) {
      Run last = runs.back(), &before = runs[runs.size() - 2];
      if (before.sum / before.count < last.sum / last.count)
        break;
      before = {before.sum + last.sum, before.count + last.count};
      runs.pop_back();
    }
  }
  size_t next = 0;
  for (const Run &run : runs)
    for (int i = 0; i < run.count; ++i, ++next) {
      const Item &item = items[next];
      int y =
          std::max(kTop, static_cast<int>(run.sum / run.count)) + offsets[next];
      int itemHeight = item.box ? boxes[*item.box].getHeight() : kLaneHeight;
      if (item.box)
        boxes[*item.box].y = y;
      else
        lanes[{item.source, number}] = y + kLaneHeight / 2;
      bottom = std::max(bottom, y + itemHeight);
    }
}

void Drawing::place() {
  int x = kMargin + kPadding;
  for (auto [number, column] : llvm::enumerate(columns)) {
    column.x = x;
    for (size_t box : column.boxes)
      for (const std::vector<Line> *part :
           {&boxes[box].title, &boxes[box].rows})
        for (const Line &line : *part)
          column.width = std::max(column.width, getTextWidth(line.text) / 10 +
                                                    1 + 2 * kPadding);
    for (size_t box : column.boxes)
      boxes[box].x = x;
    placeColumn(number);
    x += column.width + kColumnGap;
  }
  width = x - kColumnGap + kPadding + kMargin;
  height = bottom + kPadding + 2 * kMargin;
}

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

void Drawing::writeText(llvm::raw_ostream &os, int x, int y, const Line &line,
                        StringRef attributes) const {
  int tenths = getTextWidth(line.text);
  os << "<text x=\"" << x << "\" y=\"" << y << "\" textLength=\"" << tenths / 10
     << "." << tenths % 10
     << "\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\""
     << (line.isBold ? " font-weight=\"bold\"" : "") << attributes << ">";
  writeEscaped(os, line.text);
  if (!line.tooltip.empty()) {
    os << "<title>";
    writeEscaped(os, line.tooltip);
    os << "</title>";
  }
  os << "</text>\n";
}

void Drawing::writeBox(llvm::raw_ostream &os, const Box &box) const {
  static constexpr StringRef fills[] = {"#e8e8e8", "#dbe9f9", "#fbe8d3"};
  static constexpr StringRef kinds[] = {"input", "head", "elements"};
  auto kind = static_cast<size_t>(box.kind);
  os << "<g class=\"" << kinds[kind] << "\">\n<rect x=\"" << box.x << "\" y=\""
     << box.y << "\" width=\"" << columns[box.column].width << "\" height=\""
     << box.getHeight() << "\" rx=\"3\" fill=\"" << fills[kind]
     << "\" stroke=\"#555555\"/>\n";
  int y = box.y + kPadding / 2 + 13;
  for (const std::vector<Line> *part : {&box.title, &box.rows})
    for (const Line &line : *part) {
      writeText(os, box.x + kPadding, y, line);
      y += kLineHeight;
    }
  os << "</g>\n";
}

/// The layers as bands behind all else, with their titles.
void Drawing::writeBands(llvm::raw_ostream &os) const {
  for (size_t first = 0; first < columns.size();) {
    size_t last = first;
    while (last + 1 < columns.size() &&
           columns[last + 1].layer == columns[first].layer)
      ++last;
    int from = columns[first].x - kPadding;
    int to = columns[last].x + columns[last].width + kPadding;
    size_t layer = columns[first].layer;
    if (layer > 0)
      os << "<rect x=\"" << from << "\" y=\"" << kTop - 40 << "\" width=\""
         << to - from << "\" height=\"" << bottom - kTop + 40 + kPadding
         << "\" rx=\"6\" fill=\"#f6f6f2\" stroke=\"#cccccc\"/>\n";
    writeText(
        os, from + kPadding, kTop - 20,
        {layer > 0 ? "layer " + std::to_string(layer) : std::string("input"),
         "", true},
        " fill=\"#555555\"");
    first = last + 1;
  }
}

void Drawing::writeCurve(llvm::raw_ostream &os, int fromX, int fromY, int toX,
                         int toY, bool isSelector) {
  int middle = (fromX + toX) / 2;
  os << "<path d=\"M" << fromX << " " << fromY << " C" << middle << " " << fromY
     << " " << middle << " " << toY << " " << toX << " " << toY << "\""
     << (isSelector ? " stroke=\"#2b62b0\" stroke-dasharray=\"5 3\"" : "")
     << "/>\n";
}

void Drawing::writeLines(llvm::raw_ostream &os) const {
  for (auto &[source, targets] : lines) {
    std::set<size_t> passed;
    auto getRight = [&](size_t column) {
      return columns[column].x + columns[column].width;
    };
    for (auto &[target, isSelector] : targets) {
      size_t end = boxes[target.box].column;
      for (size_t at = boxes[source.box].column + 1; at < end; ++at) {
        if (!passed.insert(at).second)
          continue;
        int y = lanes.find({source, at})->second;
        writeCurve(os, getRight(at - 1), getSourceY(source, at), columns[at].x,
                   y, /*isSelector=*/false);
        os << "<path class=\"lane\" d=\"M" << columns[at].x << " " << y << " H"
           << getRight(at) << "\"/>\n";
      }
      writeCurve(os, getRight(end - 1), getSourceY(source, end), columns[end].x,
                 boxes[target.box].getPortY(target.row), isSelector);
    }
  }
}

/// What the two kinds of lines mean.
void Drawing::writeLegend(llvm::raw_ostream &os) const {
  int y = height - kMargin;
  int x = kMargin;
  for (bool isSelector : {true, false}) {
    os << "<g class=\"lines\" fill=\"none\" stroke=\"" << kLineColor << "\">\n";
    writeCurve(os, x, y - 4, x + 40, y - 4, isSelector);
    os << "</g>\n";
    Line line{isSelector ? "keys and queries of a selector" : "values", ""};
    writeText(os, x + 48, y, line, " fill=\"#555555\"");
    x += 48 + getTextWidth(line.text) / 10 + kMargin;
  }
}

void Drawing::write(llvm::raw_ostream &os) {
  addInputs();
  addElements(0);
  for (size_t layer = 1; layer < plan.layers.size(); ++layer) {
    addHeads(layer);
    addElements(layer);
  }
  connect();
  place();
  std::string title = named.name + ": " + describeTotals(plan);
  width = std::max(
      {width, getTextWidth(title) / 10 + 1 + 2 * kMargin, kLegendWidth});
  os << "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" << width
     << "\" height=\"" << height << "\" viewBox=\"0 0 " << width << " "
     << height << "\">\n<title>";
  writeEscaped(os, title);
  os << "</title>\n<rect width=\"" << width << "\" height=\"" << height
     << "\" fill=\"#ffffff\"/>\n<g font-family=\"monospace\" font-size=\""
     << kFontSize << "\">\n";
  writeText(os, kMargin, kMargin + 4, {title, ""});
  writeBands(os);
  os << "<g class=\"lines\" fill=\"none\" stroke=\"" << kLineColor << "\">\n";
  writeLines(os);
  os << "</g>\n";
  for (const Box &box : boxes)
    writeBox(os, box);
  writeLegend(os);
  os << "</g>\n</svg>\n";
}

void nn::rasp::writeSvg(llvm::raw_ostream &os, const NamedPlan &plan) {
  Drawing(plan).write(os);
}
