#include "harness/oracle/proof/solver.hpp"

#include <dlfcn.h>

#include <type_traits>

#include "base/assert.hpp"

namespace karimen::harness::rules {
namespace {

// A question that is given up while it is still being simplified is an error to Z3, of this name.
bool is_smt_lib(const std::string& answer) {
  return answer.find("error") == std::string::npos || answer.find("canceled") != std::string::npos;
}

}  // namespace

// z3_api.h, as much of it as is needed.
struct Solver::Library {
  void* (*mk_config)();
  void (*del_config)(void*);
  void* (*mk_context)(void*);
  void (*del_context)(void*);
  void (*set_error_handler)(void*, void*);
  const char* (*eval)(void*, const char*);
  const char* (*get_full_version)();
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
    find(all->get_full_version, "Z3_get_full_version");
    return found ? std::move(all) : nullptr;
  }();
  return loaded.get();
}

bool Solver::available() {
  return library() != nullptr;
}

Solver::Solver(const SolverLimit& limit)
    : limit_(limit),
      kept_(std::string(library()->get_full_version()) + ' ' + std::to_string(limit.work) + ' ' +
            (limit.time ? std::to_string(limit.time->count()) : "")) {}

void Solver::begin() {
  const auto* z3 = library();
  void* const config = z3->mk_config();
  context_ = z3->mk_context(config);
  z3->del_config(config);
  z3->set_error_handler(context_, nullptr);
  (void)say("(set-option :rlimit " + std::to_string(limit_.work) + ")");
  if (limit_.time) (void)say("(set-option :timeout " + std::to_string(limit_.time->count()) + ")");
  // Questions too: by what Z3 was asked it finds other values afterwards.
  for (const auto& script : unsaid_) {
    const auto answer = say(script);
    KARIMEN_ASSERT(is_smt_lib(answer), "what is said to the solver is SMT-LIB");
  }
  unsaid_.clear();
}

Solver::~Solver() {
  if (context_ != nullptr) library()->del_context(context_);
}

std::string Solver::say(const std::string& script) {
  const char* const answer = library()->eval(context_, script.c_str());
  return answer == nullptr ? "" : answer;
}

void Solver::tell(const std::string& script) {
  kept_.hear(script);
  if (context_ == nullptr) return unsaid_.push_back(script);
  const auto answer = say(script);
  KARIMEN_ASSERT(is_smt_lib(answer), "what is told to the solver is SMT-LIB");
}

Satisfiable Solver::ask(const std::string& assertions, const std::vector<std::string>& names) {
  const auto question = "(push)\n" + assertions + "(check-sat)\n";
  kept_.hear(question);
  for (const auto& name : names) kept_.hear(name);
  if (auto known = kept_.find()) {
    answer_ = std::move(*known);
    if (context_ == nullptr) {
      unsaid_.insert(unsaid_.end(), {question, "(pop)"});
      return answer_.satisfiable;
    }
  }
  if (context_ == nullptr) begin();
  answer_ = answer_to(question, names);
  // How far one comes in some time is another thing at another time.
  if (answer_.satisfiable != Satisfiable::unknown || !limit_.time) kept_.keep(answer_);
  return answer_.satisfiable;
}

SolverAnswer Solver::answer_to(const std::string& question, const std::vector<std::string>& names) {
  const auto answer = say(question);
  KARIMEN_ASSERT(is_smt_lib(answer), "what is asked of the solver is SMT-LIB");
  SolverAnswer found{answer.starts_with("sat")     ? Satisfiable::yes
                     : answer.starts_with("unsat") ? Satisfiable::no
                                                   : Satisfiable::unknown,
                     {}};
  if (found.satisfiable == Satisfiable::yes) {
    for (const auto& name : names) {
      // ((name value)), the value a word, a number, or (- number)
      const auto told = say("(get-value (" + name + "))");
      const auto begin = told.find(name);
      if (begin == std::string::npos) continue;
      std::string value;
      for (const char c : told.substr(begin + name.size()))
        if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-') value += c;
      found.values[name] = value;
    }
  }
  (void)say("(pop)");
  return found;
}

}  // namespace karimen::harness::rules
