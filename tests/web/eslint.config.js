// What ESLint holds the pages to: `./dev lint`. The rules are what a mistake looks like; the form is prettier's.
import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["build/"] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "array-callback-return": "error",
      "default-case-last": "error",
      eqeqeq: "error",
      "no-alert": "error",
      "no-console": "error",
      "no-duplicate-imports": "error",
      "no-eval": "error",
      "no-irregular-whitespace": ["error", { skipTemplates: true }],
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-self-compare": "error",
      "no-shadow": ["error", { builtinGlobals: false }],
      "no-template-curly-in-string": "error",
      "no-unmodified-loop-condition": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "no-use-before-define": ["error", { functions: false, classes: false, variables: false }],
      "no-useless-return": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "require-atomic-updates": "error",
    },
  },
  {
    files: ["harness/**/*.js"],
    languageOptions: { ecmaVersion: 2023, sourceType: "module", globals: globals.browser },
    rules: {
      // Whatever a scenario says stays text: nothing on a page is made of a string of markup.
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML", "setHTMLUnsafe", "parseHTMLUnsafe", "write"].map(
          (property) => ({
            property,
            message: "makes markup of a text; use h() of modules/dom.js",
          }),
        ),
      ],
    },
  },
  {
    files: ["tests/**/*.js"],
    languageOptions: { ecmaVersion: 2023, sourceType: "module", globals: globals.node },
    rules: { "no-console": "off" },
  },
];
