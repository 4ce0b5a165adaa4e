// A submission in C++17 with nothing but the standard library and POSIX: the mean of each class, learnt from the rows; a query's logits are the
// negative squared distances to the means. It serves every task of interaction `predict` with one int32 label and one float32 [classes] output.
// Build: c++ -std=c++17 -O2 -o nearest-mean main.cpp

#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

// ---- JSON: as much as the messages need ------------------------------------------------------------------------------------------------

struct Json {
  enum Kind { null, boolean, number, text, list, object } kind = null;
  double value = 0;
  std::string string;
  std::vector<Json> items;
  std::map<std::string, Json> fields;

  const Json& operator[](const std::string& name) const {
    static const Json missing;
    const auto found = fields.find(name);
    return found == fields.end() ? missing : found->second;
  }
};

class JsonReader {
 public:
  explicit JsonReader(const std::string& source) : text(source) {}

  Json read() {
    skipSpace();
    const char first = peek();
    Json json;
    if (first == '{') return readObject();
    if (first == '[') return readList();
    if (first == '"') {
      json.kind = Json::text;
      json.string = readString();
    } else if (first == 't' || first == 'f' || first == 'n') {
      json.kind = first == 'n' ? Json::null : Json::boolean;
      json.value = first == 't';
      at += first == 'f' ? 5 : 4;
    } else {
      char* end;
      json.kind = Json::number;
      json.value = std::strtod(text.c_str() + at, &end);  // Ids go up to 2^53 - 1: a double holds them.
      if (end == text.c_str() + at) throw std::runtime_error("no JSON");
      at = end - text.c_str();
    }
    return json;
  }

 private:
  const std::string& text;
  size_t at = 0;

  char peek() const { return at < text.size() ? text[at] : throw std::runtime_error("JSON ends early"); }
  void skipSpace() { while (at < text.size() && std::strchr(" \t\r\n", text[at])) at++; }
  bool takes(char expected) {
    skipSpace();
    if (peek() != expected) return false;
    at++;
    return true;
  }

  Json readObject() {
    Json json;
    json.kind = Json::object;
    takes('{');
    if (takes('}')) return json;
    do {
      skipSpace();
      const std::string name = readString();
      takes(':');
      json.fields[name] = read();
    } while (takes(','));
    takes('}');
    return json;
  }

  Json readList() {
    Json json;
    json.kind = Json::list;
    takes('[');
    if (takes(']')) return json;
    do json.items.push_back(read()); while (takes(','));
    takes(']');
    return json;
  }

  std::string readString() {
    std::string result;
    for (at++; peek() != '"'; at++) {
      if (peek() != '\\') {
        result += peek();
        continue;
      }
      const char escape = text.at(++at);
      const char* const plain = std::strchr("n\nt\tr\rb\bf\f", escape);
      if (escape == 'u') {
        appendCharacter(result, std::stoul(text.substr(at + 1, 4), nullptr, 16));
        at += 4;
      } else {
        result += plain ? plain[1] : escape;
      }
    }
    at++;
    return result;
  }

  static void appendCharacter(std::string& to, unsigned long code) {
    if (code < 0x80) {
      to += static_cast<char>(code);
    } else if (code < 0x800) {
      to += static_cast<char>(0xC0 | code >> 6);
      to += static_cast<char>(0x80 | (code & 0x3F));
    } else {
      to += static_cast<char>(0xE0 | code >> 12);
      to += static_cast<char>(0x80 | (code >> 6 & 0x3F));
      to += static_cast<char>(0x80 | (code & 0x3F));
    }
  }
};

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char character : text) {
    if (character == '"' || character == '\\') result += '\\';
    result += static_cast<unsigned char>(character) < 0x20 ? ' ' : character;
  }
  return result + '"';
}

std::string whole(double value) { return std::to_string(static_cast<long long>(value)); }

// ---- The wire --------------------------------------------------------------------------------------------------------------------------

struct Tensor {
  std::string name, dtype;
  std::vector<int64_t> shape;
  const unsigned char* data = nullptr;  // In the body or in shared memory: valid until the answer is sent.

  int64_t elements() const {
    int64_t product = 1;
    for (const int64_t size : shape) product *= size;
    return product;
  }
  double at(int64_t index) const {
    if (dtype == "float32") return element<float>(index);
    if (dtype == "float64") return element<double>(index);
    if (dtype == "int32") return element<int32_t>(index);
    return data[index];
  }

 private:
  template <typename Value> Value element(int64_t index) const {
    Value value;
    std::memcpy(&value, data + index * sizeof(Value), sizeof(Value));  // Never an unaligned read.
    return value;
  }
};

struct Message {
  Json header;
  std::vector<Tensor> tensors;
  std::string body;
};

struct EndOfInput {};

class Wire {
 public:
  Wire() {
    // In this order: the harness opens in it too, and each open waits for the other side.
    input = open(variable("PARETOBOARD_WIRE_IN"), O_RDONLY);
    output = open(variable("PARETOBOARD_WIRE_OUT"), O_WRONLY);
    if (input < 0 || output < 0) throw std::runtime_error("the pipes cannot be opened");
    mapShared();
  }

  bool hasSharedMemory() const { return shared != nullptr; }

  void receive(Message& message) {
    uint32_t sizes[2];  // Little-endian, as every machine that this is built for.
    readFully(reinterpret_cast<char*>(sizes), sizeof sizes);
    std::string header(sizes[0], ' ');
    readFully(&header[0], header.size());
    message.body.resize(sizes[1]);
    readFully(&message.body[0], message.body.size());
    message.header = JsonReader(header).read();
    message.tensors.clear();
    for (const Json& reference : message.header["tensors"].items) message.tensors.push_back(tensorOf(reference, message.body));
  }

  void send(const std::string& header, const std::string& body = "") {
    const uint32_t sizes[2] = {static_cast<uint32_t>(header.size()), static_cast<uint32_t>(body.size())};
    std::string frame(reinterpret_cast<const char*>(sizes), sizeof sizes);
    frame += header + body;
    for (size_t done = 0; done < frame.size();) {
      const ssize_t wrote = write(output, frame.data() + done, frame.size() - done);
      if (wrote < 0) throw EndOfInput();
      done += wrote;
    }
  }

 private:
  int input, output;
  const unsigned char* shared = nullptr;

  static const char* variable(const char* name) {
    const char* const value = std::getenv(name);
    if (!value) throw std::runtime_error(std::string(name) + " is not set: this program is started by the harness");
    return value;
  }

  void mapShared() {
    const char* const path = std::getenv("PARETOBOARD_SHARED_IN");
    if (!path) return;
    const int file = open(path, O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) return;
    void* const mapped = mmap(nullptr, status.st_size, PROT_READ, MAP_SHARED, file, 0);
    if (mapped != MAP_FAILED) shared = static_cast<const unsigned char*>(mapped);
    close(file);
  }

  void readFully(char* target, size_t bytes) {
    for (size_t done = 0; done < bytes;) {
      const ssize_t got = read(input, target + done, bytes - done);
      if (got <= 0) throw EndOfInput();
      done += got;
    }
  }

  Tensor tensorOf(const Json& reference, const std::string& body) const {
    const bool isShared = reference["where"].string == "shared";
    const auto* const base = isShared ? shared : reinterpret_cast<const unsigned char*>(body.data());
    Tensor tensor{reference["name"].string, reference["dtype"].string, {}, base + static_cast<size_t>(reference["offset"].value)};
    for (const Json& size : reference["shape"].items) tensor.shape.push_back(static_cast<int64_t>(size.value));
    return tensor;
  }
};

// ---- The method ------------------------------------------------------------------------------------------------------------------------

using Features = std::vector<double>;

/** All values of each item, whatever fields they lie in; `prefix` is cut off names, and fields without it are left out. */
std::vector<Features> featuresOf(const Message& message, const std::string& prefix, const std::vector<std::string>& names) {
  std::vector<Features> rows(static_cast<size_t>(message.header["items"].value));
  for (const std::string& name : names)
    for (const Tensor& tensor : message.tensors) {
      if (tensor.name != prefix + name || rows.empty()) continue;
      const int64_t each = tensor.elements() / static_cast<int64_t>(rows.size());
      for (size_t row = 0; row < rows.size(); row++)
        for (int64_t at = 0; at < each; at++) rows[row].push_back(tensor.at(static_cast<int64_t>(row) * each + at));
    }
  return rows;
}

std::vector<std::string> namesOf(const Json& specs) {
  std::vector<std::string> names;
  for (const Json& spec : specs.items) names.push_back(spec["name"].string);
  return names;
}

std::string artefactOf(const Json& message) { return message["artefactFolder"].string + "/means.txt"; }

/** One epoch of rows, summed by class; the query's fields are those that a track shows in training. */
void train(Wire& wire, const Json begin) {
  const size_t classes = static_cast<size_t>(begin["outputs"].items.at(0)["shape"].items.at(0).value);
  const std::vector<std::string> names = namesOf(begin["inputs"]);
  const std::string label = "target:" + begin["targets"].items.at(0)["name"].string;
  std::vector<Features> sums(classes);
  std::vector<double> counts(classes, 0);
  Message rows;
  for (int id = 1;; id++) {
    wire.send("{\"type\":\"next\",\"id\":" + std::to_string(id) + ",\"split\":\"train\",\"items\":256}");
    wire.receive(rows);
    const std::vector<Features> features = featuresOf(rows, "input:", names);
    if (features.empty()) break;  // The end of the epoch.
    for (const Tensor& tensor : rows.tensors) {
      if (tensor.name != label) continue;
      for (size_t row = 0; row < features.size(); row++) {
        const size_t of = static_cast<size_t>(tensor.at(static_cast<int64_t>(row)));
        sums.at(of).resize(features[row].size());
        for (size_t at = 0; at < features[row].size(); at++) sums[of][at] += features[row][at];
        counts[of]++;
      }
    }
  }
  std::ofstream file(artefactOf(begin));
  file.precision(17);
  size_t parameters = 0;
  file << classes << '\n';
  for (size_t of = 0; of < classes; of++) {
    file << sums[of].size();
    for (const double sum : sums[of]) file << ' ' << sum / counts[of];
    file << '\n';
    parameters += sums[of].size();
  }
  file.close();
  if (!file) throw std::runtime_error("the artefact cannot be written");
  wire.send("{\"type\":\"progress\",\"epoch\":1,\"epochs\":1}");
  wire.send("{\"type\":\"train.done\",\"declared\":{\"steps\":1,\"epochs\":1},\"parameters\":" + std::to_string(parameters) + "}");
}

class Model {
 public:
  explicit Model(const Json& load) : names(namesOf(load["inputs"])), output(load["outputs"].items.at(0)["name"].string) {
    std::ifstream file(artefactOf(load));
    size_t classes = 0;
    file >> classes;
    means.resize(classes);
    for (Features& mean : means) {
      size_t size = 0;
      file >> size;
      mean.resize(size);
      for (double& value : mean) file >> value;
    }
    if (!file || classes == 0) throw std::runtime_error("no means in " + artefactOf(load));
  }

  size_t parameters() const {
    size_t count = 0;
    for (const Features& mean : means) count += mean.size();
    return count;
  }

  void answer(Wire& wire, const Message& query) const {
    std::vector<float> logits;
    for (const Features& row : featuresOf(query, "", names))
      for (const Features& mean : means) logits.push_back(closeness(row, mean));
    const std::string body(reinterpret_cast<const char*>(logits.data()), logits.size() * sizeof(float));
    wire.send("{\"type\":\"outputs\",\"id\":" + whole(query.header["id"].value) + ",\"tensors\":[{\"name\":" + quoted(output) +
                  ",\"dtype\":\"float32\",\"shape\":[" + whole(query.header["items"].value) + "," + std::to_string(means.size()) +
                  "],\"where\":\"frame\",\"offset\":0,\"bytes\":" + std::to_string(body.size()) + "}]}",
              body);
  }

 private:
  std::vector<std::string> names;
  std::string output;
  std::vector<Features> means;

  /** A class without rows is far from everything. */
  static float closeness(const Features& row, const Features& mean) {
    if (mean.size() != row.size()) return -1e30f;
    double squares = 0;
    for (size_t at = 0; at < row.size(); at++) squares += (row[at] - mean[at]) * (row[at] - mean[at]);
    return static_cast<float>(-squares);
  }
};

// ---- The conversation ------------------------------------------------------------------------------------------------------------------

void refuse(Wire& wire, const Json& call, const char* code, const std::string& why) {
  const Json& id = call["id"];
  const std::string answered = id.kind == Json::number ? whole(id.value) : "null";
  wire.send("{\"type\":\"error\",\"id\":" + answered + ",\"code\":\"" + code + "\",\"message\":" + quoted(why) + "}");
}

int main() {
  signal(SIGPIPE, SIG_IGN);
  try {
    Wire wire;
    wire.send(std::string("{\"type\":\"hello\",\"protocol\":1,\"sharedMemory\":") + (wire.hasSharedMemory() ? "true" : "false") +
              ",\"runtime\":{\"name\":\"c++\",\"version\":\"17\",\"device\":\"cpu\",\"threads\":1}}");
    std::vector<Model> model;  // None, or the loaded one.
    for (Message message;;) {
      wire.receive(message);
      const Json& call = message.header;
      const std::string& type = call["type"].string;
      if (type == "bye") return 0;
      try {
        const Json& interaction = call["interaction"];
        if (interaction.kind == Json::text && interaction.string != "predict") {
          refuse(wire, call, "not-served", "interaction " + interaction.string + " is not served");
        } else if (type == "train.begin") {
          train(wire, call);
        } else if (type == "load") {
          model.assign(1, Model(call));
          wire.send("{\"type\":\"loaded\",\"parameters\":" + std::to_string(model[0].parameters()) + "}");
        } else if (type == "predict" && !model.empty()) {
          model[0].answer(wire, message);
        } else {
          refuse(wire, call, "not-served", type + " is not served here");
        }
      } catch (const std::exception& error) {
        refuse(wire, call, "exception", error.what());
      }
    }
  } catch (const EndOfInput&) {
    return 0;
  }
}
