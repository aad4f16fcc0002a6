"""A text of the desk file: one string for all languages, or one string per language."""

from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, model_validator

from bot.chinese import has_chinese, to_simplified, to_traditional
from bot.desk_values import expect_text
from domain.language import Language, Localized

Text = Annotated[str, PlainValidator(expect_text)]


class Section(BaseModel):
    """A part of the desk file: no key is ignored, nothing changes after reading."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, validate_by_name=False
    )
    accepts: ClassVar[tuple[str, ...]] = ()
    """Keys that are understood beside the fields' own."""


class TextIn(Section):
    """A text: one string, or one per language (``zh`` or ``zh-Hans``, ``zh-Hant``, ``en``)."""

    accepts = ("zh",)

    simplified: Text = Field(alias="zh-Hans")
    traditional: Text | None = Field(default=None, alias="zh-Hant")
    english: Text | None = Field(default=None, alias="en")

    @model_validator(mode="before")
    @classmethod
    def _spread(cls, value: Any) -> Any:  # noqa: ANN401 - whatever the file holds
        if isinstance(value, str):
            text = expect_text(value)
            return {"zh-Hans": text} if has_chinese(text) else dict.fromkeys(_TAGS, text)
        if not isinstance(value, dict):
            return value
        spread = dict(value)
        if "zh" in spread and "zh-Hans" not in spread:
            spread["zh-Hans"] = spread.pop("zh")
        traditional = spread.get("zh-Hant")
        if "zh-Hans" not in spread and isinstance(traditional, str):
            spread["zh-Hans"] = to_simplified(traditional)
        return spread

    def localized(self) -> Localized:
        """Return the text in all languages; missing traditional Chinese is derived."""
        texts = {
            Language.ZH_HANS: self.simplified,
            Language.ZH_HANT: self.traditional or to_traditional(self.simplified),
        }
        if self.english:
            texts[Language.EN] = self.english
        return Localized(texts)


_TAGS = tuple(language.value for language in Language)
