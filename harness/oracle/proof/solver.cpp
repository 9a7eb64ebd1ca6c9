#include "harness/oracle/proof/solver.hpp"

#include <dlfcn.h>

#include <type_traits>

#include "base/assert.hpp"

namespace karimen::harness::rules {

// z3_api.h, as much of it as is needed.
struct Solver::Library {
  void* (*mk_config)();
  void (*del_config)(void*);
  void* (*mk_context)(void*);
  void (*del_context)(void*);
  void (*set_error_handler)(void*, void*);
  const char* (*eval)(void*, const char*);
};

const Solver::Library* Solver::library() {
  static const auto loaded = []() -> std::unique_ptr<Library> {
    void* const handle = ::dlopen("libz3.so.4", RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) return nullptr;
    auto all = std::make_unique<Library>();
    bool found = true;
    const auto find = [&](auto& function, const char* symbol) {
      void* const address = ::dlsym(handle, symbol);
      found = found && address != nullptr;
      function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(address);
    };
    find(all->mk_config, "Z3_mk_config");
    find(all->del_config, "Z3_del_config");
    find(all->mk_context, "Z3_mk_context");
    find(all->del_context, "Z3_del_context");
    find(all->set_error_handler, "Z3_set_error_handler");
    find(all->eval, "Z3_eval_smtlib2_string");
    return found ? std::move(all) : nullptr;
  }();
  return loaded.get();
}

bool Solver::available() {
  return library() != nullptr;
}

Solver::Solver(const SolverLimit& limit) {
  const auto* z3 = library();
  KARIMEN_ASSERT(z3 != nullptr, "who asks the solver has seen that it is available");
  void* const config = z3->mk_config();
  context_ = z3->mk_context(config);
  z3->del_config(config);
  z3->set_error_handler(context_, nullptr);
  (void)say("(set-option :rlimit " + std::to_string(limit.work) + ")");
  if (limit.time) (void)say("(set-option :timeout " + std::to_string(limit.time->count()) + ")");
}

Solver::~Solver() {
  library()->del_context(context_);
}

std::string Solver::say(const std::string& script) {
  const char* const answer = library()->eval(context_, script.c_str());
  return answer == nullptr ? "" : answer;
}

void Solver::tell(const std::string& script) {
  const auto answer = say(script);
  KARIMEN_ASSERT(answer.find("error") == std::string::npos, "what is told to the solver is SMT-LIB");
}

Satisfiable Solver::ask(const std::string& assertions, const std::vector<std::string>& names) {
  values_.clear();
  const auto answer = say("(push)\n" + assertions + "(check-sat)\n");
  // A question that is given up while it is still being simplified is an error to Z3, of this name.
  const bool given_up = answer.find("canceled") != std::string::npos;
  KARIMEN_ASSERT(given_up || answer.find("error") == std::string::npos,
                 "what is asked of the solver is SMT-LIB");
  const auto result = answer.starts_with("sat")     ? Satisfiable::yes
                      : answer.starts_with("unsat") ? Satisfiable::no
                                                    : Satisfiable::unknown;
  if (result == Satisfiable::yes) {
    for (const auto& name : names) {
      // ((name value)), the value a word, a number, or (- number)
      const auto told = say("(get-value (" + name + "))");
      const auto begin = told.find(name);
      if (begin == std::string::npos) continue;
      std::string value;
      for (const char c : told.substr(begin + name.size()))
        if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-') value += c;
      values_[name] = value;
    }
  }
  (void)say("(pop)");
  return result;
}

}  // namespace karimen::harness::rules
