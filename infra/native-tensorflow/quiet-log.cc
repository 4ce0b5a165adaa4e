// TensorFlow logs through Abseil, which reads no environment variable before InitializeLog() is called, and nobody
// calls it here: without this every process would print notices to stderr whatever TF_CPP_MIN_LOG_LEVEL says.
#if __has_include("absl/log/globals.h")
#include <cstdlib>

#include "absl/base/log_severity.h"
#include "absl/log/globals.h"

namespace {
__attribute__((constructor)) void ApplyMinLogLevel() {
  const char* level = std::getenv("TF_CPP_MIN_LOG_LEVEL");
  if (level == nullptr) return;
  absl::SetMinLogLevel(static_cast<absl::LogSeverityAtLeast>(std::atoi(level)));
}
}  // namespace
#endif
