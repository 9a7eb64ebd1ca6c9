#include "harness/cli/frame/version.hpp"

#include <elf.h>
#include <link.h>

#include <commit.hpp>  // of the build
#include <cstring>

#include "base/bytes.hpp"

namespace karimen::harness::cli {

#ifdef __clang__
constexpr const char* compiler = "Clang " __clang_version__;
#else
constexpr const char* compiler = "GCC " __VERSION__;
#endif

std::string version() {
  const std::string commit = KARIMEN_COMMIT;
  return "karimen " KARIMEN_VERSION "\n" + (commit.empty() ? "" : "commit " + commit + '\n') + "compiler " +
         compiler + '\n';
}

std::string build_id() {
  std::string id;
  // The program itself is the first that is told of.
  dl_iterate_phdr(
      [](dl_phdr_info* info, std::size_t, void* out) {
        for (int i = 0; i < info->dlpi_phnum; ++i) {
          const auto& part = info->dlpi_phdr[i];
          if (part.p_type != PT_NOTE) continue;
          const auto* at = reinterpret_cast<const unsigned char*>(info->dlpi_addr + part.p_vaddr);
          const auto* end = at + part.p_memsz;
          const auto whole = [](std::size_t size) { return (size + 3) / 4 * 4; };
          while (at + sizeof(ElfW(Nhdr)) <= end) {
            ElfW(Nhdr) note;
            std::memcpy(&note, at, sizeof note);
            const auto* bytes = at + sizeof note + whole(note.n_namesz);
            if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == sizeof "GNU")
              *static_cast<std::string*>(out) = to_hex({bytes, note.n_descsz});
            at = bytes + whole(note.n_descsz);
          }
        }
        return 1;
      },
      &id);
  return id;
}

}  // namespace karimen::harness::cli
