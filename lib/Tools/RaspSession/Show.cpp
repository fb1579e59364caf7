//===- Show.cpp - What an interactive program prints ----------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Show.h"
#include "lib/Target/Rasp/Interpreter.h"
#include "llvm/Support/Unicode.h"
#include "llvm/Support/raw_ostream.h"

using namespace nn::rasp;
using llvm::ArrayRef;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

bool nn::rasp::isFlat(const Value &value) {
  if (value.getAtom())
    return true;
  if (const List *list = value.getList())
    return llvm::all_of(*list,
                        [](const Value &element) { return element.getAtom(); });
  if (const Dict *dict = value.getDict())
    return llvm::all_of(dict->entries, [](const auto &entry) {
      return entry.second.getAtom();
    });
  return false;
}

std::string nn::rasp::spellValue(const Value &value) {
  if (const Atom *atom = value.getAtom())
    return spell(*atom);
  std::string text;
  auto separate = [&] {
    if (text.size() > 1)
      text += ", ";
  };
  if (const List *list = value.getList()) {
    text = "[";
    for (const Value &element : *list) {
      separate();
      text += spellValue(element);
    }
    return text + "]";
  }
  if (const Dict *dict = value.getDict()) {
    text = "{";
    for (const auto &[key, entry] : dict->entries) {
      separate();
      text += spell(key) + ": " + spellValue(entry);
    }
    return text + "}";
  }
  return value.describe().str();
}

//===----------------------------------------------------------------------===//
// Columns
//===----------------------------------------------------------------------===//

std::string nn::rasp::spellCell(const Atom &atom) {
  const auto *text = std::get_if<std::string>(&atom);
  if (!text)
    return spell(atom);
  std::string cell;
  for (uint32_t point : getCodePoints(*text)) {
    static constexpr char digits[] = "0123456789abcdef";
    if (llvm::sys::unicode::isPrintable(static_cast<int>(point))) {
      cell += encode(point);
      continue;
    }
    // As Python has it: \x07, \u200b, \U000e0001.
    unsigned width = point < 0x100 ? 2 : point < 0x10000 ? 4 : 8;
    cell += point < 0x100 ? "\\x" : point < 0x10000 ? "\\u" : "\\U";
    for (unsigned digit = width; digit-- > 0;)
      cell += digits[point >> 4 * digit & 15];
  }
  return cell;
}

/// The columns of a terminal that a text takes.
static size_t getWidth(StringRef text) {
  int width = llvm::sys::unicode::columnWidthUTF8(text);
  return width < 0 ? getCodePoints(text).size() : static_cast<size_t>(width);
}

/// A text behind as many spaces as make it `width` columns wide.
static std::string pad(StringRef text, size_t width) {
  size_t own = getWidth(text);
  return std::string(own < width ? width - own : 0, ' ') + text.str();
}

/// Texts of cells, and the width of the widest.
static std::pair<std::vector<std::string>, size_t>
spellCells(ArrayRef<Atom> atoms) {
  std::vector<std::string> cells;
  size_t width = 1;
  for (const Atom &atom : atoms) {
    cells.push_back(spellCell(atom));
    width = std::max(width, getWidth(cells.back()));
  }
  return {std::move(cells), width};
}

/// Prints a line without spaces at its end.
static void printLine(llvm::raw_ostream &os, unsigned indent,
                      const std::string &line) {
  os.indent(indent) << StringRef(line).rtrim(' ') << "\n";
}

void nn::rasp::printMatrix(llvm::raw_ostream &os, ArrayRef<Atom> tokens,
                           const std::vector<bool> &marks, unsigned indent) {
  auto [cells, width] = spellCells(tokens);
  std::string line(width + 2, ' ');
  for (const std::string &cell : cells)
    line += " " + pad(cell, width);
  printLine(os, indent, line);
  for (size_t query = 0; query < tokens.size(); ++query) {
    line = pad(cells[query], width) + " |";
    for (size_t key = 0; key < tokens.size(); ++key)
      line += " " + pad(marks[query * tokens.size() + key] ? "1" : "", width);
    printLine(os, indent, line);
  }
}

void nn::rasp::printRows(llvm::raw_ostream &os, ArrayRef<Atom> input,
                         const Evaluated &output, unsigned indent) {
  auto [above, aboveWidth] = spellCells(input);
  auto [below, belowWidth] = spellCells(output.values);
  size_t width = std::max(aboveWidth, belowWidth);
  auto join = [&](StringRef title, const std::vector<std::string> &cells) {
    std::string line = title.str();
    for (const std::string &cell : cells)
      line += " " + pad(cell, width);
    return line;
  };
  printLine(os, indent, join("input: ", above));
  // "[a, b] (strings)" ends with the type.
  size_t type = StringRef(output.text).rfind('(');
  printLine(os, indent,
            join("output:", below) + " " + output.text.substr(type));
}
