// `preload(path)`: opens a shared library with stderr closed off while its static initialisers run. TensorFlow's
// print notices there, before any setting can reach them. A library that cannot be opened is reported by the binding,
// which is loaded next and needs it.
#include <dlfcn.h>
#include <fcntl.h>
#include <node_api.h>
#include <unistd.h>

#include <string>

namespace {

napi_value Preload(napi_env env, napi_callback_info info) {
  size_t argc = 1;
  napi_value argument;
  napi_get_cb_info(env, info, &argc, &argument, nullptr, nullptr);
  size_t length = 0;
  if (argc != 1 || napi_get_value_string_utf8(env, argument, nullptr, 0, &length) != napi_ok) {
    napi_throw_type_error(env, nullptr, "preload expects the path of a shared library");
    return nullptr;
  }
  std::string path(length + 1, '\0');
  napi_get_value_string_utf8(env, argument, path.data(), path.size(), &length);

  const int kept = dup(STDERR_FILENO);
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (kept >= 0 && nowhere >= 0) dup2(nowhere, STDERR_FILENO);
  dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (kept >= 0) {
    dup2(kept, STDERR_FILENO);
    close(kept);
  }
  if (nowhere >= 0) close(nowhere);
  return nullptr;
}

napi_value Initialise(napi_env env, napi_value exports) {
  napi_value preload;
  napi_create_function(env, "preload", NAPI_AUTO_LENGTH, Preload, nullptr, &preload);
  napi_set_named_property(env, exports, "preload", preload);
  return exports;
}

}  // namespace

NAPI_MODULE(NODE_GYP_MODULE_NAME, Initialise)
