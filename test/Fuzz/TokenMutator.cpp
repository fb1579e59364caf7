//===- TokenMutator.cpp - Mutations of texts ------------------------------===//
//
// Part of the NN-MLIR project, under the Apache License v2.0 with LLVM
// Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TokenMutator.h"
#include <algorithm>
#include <cctype>
#include <cstring>
#include <fstream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

/// The mutations of bytes that libFuzzer has.
extern "C" size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t maxSize);

using Tokens = std::vector<std::string>;

static std::vector<std::string> &getDictionary() {
  static std::vector<std::string> words;
  return words;
}

/// The text of a line `"word"` of a dictionary of libFuzzer.
static std::string unquote(const std::string &line) {
  std::string word;
  size_t end = line.rfind('"');
  for (size_t i = line.find('"') + 1; i < end; ++i) {
    if (line[i] != '\\') {
      word += line[i];
    } else if (line[i + 1] == 'x') {
      word += static_cast<char>(std::stoi(line.substr(i + 2, 2), nullptr, 16));
      i += 3;
    } else {
      word += line[++i];
    }
  }
  return word;
}

void nnfuzz::readDictionary(int argc, char **argv) {
  constexpr std::string_view flag = "-dict=";
  for (int i = 1; i < argc; ++i) {
    std::string_view argument = argv[i];
    if (argument.substr(0, flag.size()) != flag)
      continue;
    std::ifstream file(std::string(argument.substr(flag.size())));
    for (std::string line; std::getline(file, line);)
      if (!line.empty() && line[0] == '"')
        getDictionary().push_back(unquote(line));
  }
}

//===----------------------------------------------------------------------===//
// Tokens
//===----------------------------------------------------------------------===//

static bool isDigit(char c) { return c >= '0' && c <= '9'; }

static bool isWordCharacter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' ||
         c == '$';
}

/// Where the token at `start` ends. A token is a word with its sigil, `->`, or
/// one character; spaces belong to the token before, so that a text is its
/// tokens one after the other.
static size_t findTokenEnd(std::string_view text, size_t start) {
  size_t end = start + 1;
  if (isWordCharacter(text[start]) ||
      std::strchr("%@#!^-", text[start]) != nullptr)
    while (end < text.size() && isWordCharacter(text[end]))
      ++end;
  if (text.substr(start, 2) == "->")
    end = start + 2;
  while (end < text.size() &&
         std::isspace(static_cast<unsigned char>(text[end])))
    ++end;
  return end;
}

static Tokens split(std::string_view text) {
  Tokens tokens;
  for (size_t start = 0; start < text.size();) {
    size_t end = findTokenEnd(text, start);
    tokens.emplace_back(text.substr(start, end - start));
    start = end;
  }
  return tokens;
}

static std::string_view trim(std::string_view token) {
  while (!token.empty() &&
         std::isspace(static_cast<unsigned char>(token.back())))
    token.remove_suffix(1);
  return token;
}

static bool endsLine(const std::string &token) {
  return token.find('\n') != std::string::npos;
}

enum class Kind { Number, Word, Sigil, Other };

/// Tokens of one kind (and one sigil) often fit in each other's places.
static std::pair<Kind, char> getKind(const std::string &token) {
  char first = token.empty() ? ' ' : token[0];
  if (isDigit(first) || (first == '-' && token.size() > 1 && isDigit(token[1])))
    return {Kind::Number, '0'};
  if (isWordCharacter(first))
    return {Kind::Word, 'a'};
  if (std::strchr("%@#!^", first))
    return {Kind::Sigil, first};
  return {Kind::Other, ' '};
}

//===----------------------------------------------------------------------===//
// Mutations
//===----------------------------------------------------------------------===//

namespace {
class TokenMutator {
public:
  TokenMutator(Tokens tokens, unsigned seed)
      : tokens(std::move(tokens)), random(seed) {}

  /// One mutation, seldom more: libFuzzer itself mutates several times.
  void mutate() {
    size_t count = pick(4) ? 1 : 1 + pick(4);
    for (; count > 0 && !tokens.empty(); --count)
      mutateOnce();
  }

  /// Puts a part of `other` somewhere, in the place of a part or not.
  void crossWith(const Tokens &other) {
    Range from = pickPart(other), to = pickPart(tokens);
    if (pick(2))
      to.end = to.begin;
    Tokens part(other.begin() + from.begin, other.begin() + from.end);
    replace(to, part);
  }

  std::string join() const {
    std::string text;
    for (const std::string &token : tokens)
      text += token;
    return text;
  }

private:
  struct Range {
    size_t begin, end;
  };
  /// A part of a token.
  struct Place {
    size_t token, begin, size;
    bool operator==(const Place &other) const {
      return token == other.token && begin == other.begin;
    }
  };

  std::string getText(Place place) const {
    return tokens[place.token].substr(place.begin, place.size);
  }

  /// The numbers of a token that are not parts of names, as `f32` is one;
  /// extents stand in the same token, `4x8xf32`.
  void findNumbers(size_t index, std::vector<Place> &places) const {
    const std::string &token = tokens[index];
    for (size_t at = 0; at < token.size();) {
      size_t end = at;
      while (end < token.size() && isDigit(token[end]))
        ++end;
      bool isName = at > 0 && isWordCharacter(token[at - 1]) &&
                    token[at - 1] != 'x' && token[at - 1] != '.';
      if (end > at && !isName && getKind(token).first != Kind::Sigil)
        places.push_back({index, at, end - at});
      at = std::max(end, at + 1);
    }
  }

  size_t pick(size_t count) { return count ? random() % count : 0; }

  Range pickTokens(const Tokens &from) {
    size_t begin = pick(from.size());
    size_t length = 1 + (pick(2) ? 0 : pick(8));
    return {begin, std::min(begin + length, from.size())};
  }

  Range pickLines(const Tokens &from) {
    size_t begin = pick(from.size()), end = begin;
    while (begin > 0 && !endsLine(from[begin - 1]))
      --begin;
    for (size_t lines = 1 + (pick(2) ? 0 : pick(4)); lines > 0; --lines) {
      while (end < from.size() && !endsLine(from[end]))
        ++end;
      end = std::min(end + 1, from.size());
    }
    return {begin, end};
  }

  Range pickPart(const Tokens &from) {
    return pick(2) ? pickTokens(from) : pickLines(from);
  }

  void replace(Range range, const Tokens &part) {
    auto at =
        tokens.erase(tokens.begin() + range.begin, tokens.begin() + range.end);
    tokens.insert(at, part.begin(), part.end());
  }

  void mutateOnce() {
    Range range = pickPart(tokens);
    Tokens part(tokens.begin() + range.begin, tokens.begin() + range.end);
    size_t place = pick(tokens.size() + 1);
    switch (pick(12)) {
    case 0: // leave out
      return replace(range, {});
    case 1: // repeat, here or elsewhere
      return replace({place, place}, part);
    case 2: // move
      replace(range, {});
      place = std::min(place, tokens.size());
      return replace({place, place}, part);
    case 3: // exchange two tokens
      return std::swap(tokens[pick(tokens.size())],
                       tokens[pick(tokens.size())]);
    case 4:
    case 5:
      return substitute(false);
    case 6:
      return substitute(true);
    case 7:
    case 8:
      return changeNumber();
    case 9:
      return changeElementType();
    case 10:
      return useDictionary();
    case 11:
      return changeBytes();
    }
  }

  /// Exchanges a token, or every token that is equal to it, by another of its
  /// kind that stands in the text.
  void substitute(bool everywhere) {
    size_t at = pick(tokens.size());
    std::string old(trim(tokens[at]));
    std::vector<size_t> candidates;
    for (size_t i = 0; i < tokens.size(); ++i)
      if (getKind(tokens[i]) == getKind(old) && trim(tokens[i]) != old)
        candidates.push_back(i);
    if (candidates.empty())
      return;
    std::string text(trim(tokens[candidates[pick(candidates.size())]]));
    for (size_t i = 0; i < tokens.size(); ++i)
      if (i == at || (everywhere && trim(tokens[i]) == old))
        tokens[i].replace(0, trim(tokens[i]).size(), text);
  }

  /// Changes a number, or every equal one: the extents of tensors depend on
  /// each other, so that a single change is mostly an error.
  void changeNumber() {
    static const char *const numbers[] = {"255",
                                          "256",
                                          "65535",
                                          "2147483648",
                                          "4294967296",
                                          "1152921504606846976",
                                          "9223372036854775807",
                                          "9223372036854775808",
                                          "18446744073709551615",
                                          "18446744073709551616",
                                          "0.0",
                                          "1.0e-45",
                                          "1.0e308",
                                          "0x7FC00000",
                                          "0xFF800000",
                                          "0x7FF8000000000000"};
    std::vector<Place> places;
    for (size_t i = 0; i < tokens.size(); ++i)
      findNumbers(i, places);
    if (places.empty())
      return;
    Place chosen = places[pick(places.size())];
    std::string old = getText(chosen);
    std::string text =
        pick(4) ? std::to_string(pick(10)) : numbers[pick(std::size(numbers))];
    if (!pick(16))
      text.insert(0, "-");
    bool everywhere = pick(2);
    // From the back, so that places stay where they are.
    for (auto place = places.rbegin(); place != places.rend(); ++place)
      if (*place == chosen || (everywhere && getText(*place) == old))
        tokens[place->token].replace(place->begin, place->size, text);
  }

  /// Changes one element type to another everywhere.
  void changeElementType() {
    static const char *const types[] = {"f32", "f64", "i1",    "i8", "i16",
                                        "i32", "i64", "index", "?x", "1x"};
    std::string old = types[pick(std::size(types))];
    std::string text = types[pick(std::size(types))];
    for (std::string &token : tokens)
      if (size_t at = token.find(old); at != std::string::npos)
        token.replace(at, old.size(), text);
  }

  void useDictionary() {
    const std::vector<std::string> &words = getDictionary();
    if (words.empty())
      return changeBytes();
    std::string word = words[pick(words.size())] + " ";
    size_t at = pick(tokens.size());
    replace({at, at + pick(2)}, {word});
  }

  void changeBytes() {
    std::string &token = tokens[pick(tokens.size())];
    size_t size = token.size();
    token.resize(size + 16);
    token.resize(LLVMFuzzerMutate(reinterpret_cast<uint8_t *>(token.data()),
                                  size, token.size()));
  }

  Tokens tokens;
  std::minstd_rand random;
};
} // namespace

static std::string_view asText(const uint8_t *data, size_t size) {
  return {reinterpret_cast<const char *>(data), size};
}

/// Copies what fits.
static size_t store(const std::string &text, uint8_t *out, size_t maxSize) {
  size_t size = std::min(text.size(), maxSize);
  std::memcpy(out, text.data(), size);
  return size;
}

size_t nnfuzz::mutateText(uint8_t *data, size_t size, size_t maxSize,
                          unsigned seed) {
  // One in eight stays with bytes.
  if (size == 0 || seed % 8 == 0)
    return LLVMFuzzerMutate(data, size, maxSize);
  TokenMutator mutator(split(asText(data, size)), seed);
  mutator.mutate();
  return store(mutator.join(), data, maxSize);
}

size_t nnfuzz::crossTexts(const uint8_t *first, size_t firstSize,
                          const uint8_t *second, size_t secondSize,
                          uint8_t *out, size_t maxSize, unsigned seed) {
  TokenMutator mutator(split(asText(first, firstSize)), seed);
  mutator.crossWith(split(asText(second, secondSize)));
  return store(mutator.join(), out, maxSize);
}

size_t nnfuzz::mutateFramedText(uint8_t *data, size_t size, size_t maxSize,
                                unsigned seed, LengthField field) {
  size_t start = field.offset + field.bytes;
  uint64_t length = 0;
  for (size_t i = 0; i < field.bytes && start <= size; ++i)
    length |= uint64_t(data[field.offset + i]) << 8 * i;
  if (start > size || length > size - start || seed % 4 == 0)
    return LLVMFuzzerMutate(data, size, maxSize);
  std::string tail(asText(data, size).substr(start + length));
  size_t room = maxSize - start - std::min(maxSize - start, tail.size());
  std::string text(asText(data + start, length));
  text.resize(std::max<size_t>(room, length));
  text.resize(mutateText(reinterpret_cast<uint8_t *>(text.data()), length,
                         text.size(), seed / 4));
  for (size_t i = 0; i < field.bytes; ++i)
    data[field.offset + i] =
        static_cast<uint8_t>(uint64_t(text.size()) >> 8 * i);
  return start + store(text + tail, data + start, maxSize - start);
}
