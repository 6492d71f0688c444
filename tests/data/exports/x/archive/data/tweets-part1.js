window.YTD.tweets.part1 = [
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "2018127225206870016"
          ],
          "editableUntil": "2026-02-02T02:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "131"
      ],
      "favorite_count": "3",
      "id_str": "2018127225206870016",
      "truncated": false,
      "retweet_count": "1",
      "id": "2018127225206870016",
      "created_at": "Mon Feb 02 01:00:00 +0000 2026",
      "favorited": false,
      "full_text": "市長への手紙をお寄せくださった皆さまへ。いただいた声は一通ずつ読み、担当する課に届けています。いただいた声は一通ずつ読み、担当する課に届けています。いただいた声は一通ずつ読み、担当する課に届けています。いただいた声は一通ずつ読み、担当する課に届けています。いた…",
      "lang": "ja"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "2018489613072470016"
          ],
          "editableUntil": "2026-02-03T02:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": [],
        "media": [
          {
            "expanded_url": "https://twitter.com/reiji_koho/status/2018489613072470016/photo/1",
            "indices": [
              "1",
              "24"
            ],
            "url": "https://t.co/Et6rvNdJCf",
            "media_url": "http://pbs.twimg.com/media/Gonly.jpg",
            "media_url_https": "https://pbs.twimg.com/media/Gonly.jpg",
            "id_str": "2018489613072470017",
            "id": "2018489613072470017",
            "type": "photo",
            "sizes": {
              "large": {
                "w": "1200",
                "h": "900",
                "resize": "fit"
              }
            },
            "display_url": "pic.twitter.com/Et6rvNdJCf"
          }
        ]
      },
      "display_text_range": [
        "0",
        "0"
      ],
      "favorite_count": "3",
      "id_str": "2018489613072470016",
      "truncated": false,
      "retweet_count": "1",
      "id": "2018489613072470016",
      "created_at": "Tue Feb 03 01:00:00 +0000 2026",
      "favorited": false,
      "full_text": " https://t.co/Et6rvNdJCf",
      "lang": "ja",
      "possibly_sensitive": false,
      "extended_entities": {
        "media": [
          {
            "expanded_url": "https://twitter.com/reiji_koho/status/2018489613072470016/photo/1",
            "indices": [
              "1",
              "24"
            ],
            "url": "https://t.co/Et6rvNdJCf",
            "media_url": "http://pbs.twimg.com/media/Gonly.jpg",
            "media_url_https": "https://pbs.twimg.com/media/Gonly.jpg",
            "id_str": "2018489613072470017",
            "id": "2018489613072470017",
            "type": "photo",
            "sizes": {
              "large": {
                "w": "1200",
                "h": "900",
                "resize": "fit"
              }
            },
            "display_url": "pic.twitter.com/Et6rvNdJCf"
          }
        ]
      }
    }
  },
  {
    "tweet": {
      "id_str": "2018852000938070016",
      "created_at": "Wed Feb 04 01:00:00 +0000 2026"
    }
  }
];
